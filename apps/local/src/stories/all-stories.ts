import {
  arrivedAtHub,
  badAddress,
  delivered,
  departedHub,
  label,
  outForDelivery,
  pickedUp,
  relabelled,
  weatherDelay,
} from './scans.js';
import type { Customer, ShopOrder, Step, Story } from './story.js';
import type { TrackerRow } from '../feed/easypost-body.js';

type Scan = readonly [afterHours: number, row: Omit<TrackerRow, 'at'>, deliveryDay?: number];

function scans(trackingNumber: string, rows: readonly Scan[]): Step[] {
  return rows.map(([afterHours, row, deliveryDay]) => ({
    afterHours,
    deed: { does: 'scan', trackingNumber, row, ...(deliveryDay !== undefined && { deliveryDay }) },
  }));
}

function placed(order: ShopOrder): Step {
  return { afterHours: 0, deed: { does: 'order', order } };
}

/** The shop tells that it made a parcel of all lines. */
function shipped(afterHours: number, order: ShopOrder, trackingNumber: string): Step {
  const lines = order.lines.map(({ id, quantity }) => ({ lineId: id, quantity }));
  const shipments = [{ id: `${order.number}-1`, trackingNumber, lines }];
  return { afterHours, deed: { does: 'order', order: { ...order, shipments } } };
}

function step(afterHours: number, orderNumber: string, event: Readonly<Record<string, unknown>>): Step {
  return { afterHours, deed: { does: 'step', orderNumber, event } };
}

/** The customer writes a ticket. */
function asks(afterHours: number, { name, email }: Customer, text: string): Step {
  return { afterHours, deed: { does: 'ask', customer: { name, email }, subject: 'My order', text } };
}

function order(number: string, name: string, titles: readonly string[]): ShopOrder {
  const lines = titles.map((title, index) => ({ id: String(index + 1), title, quantity: 1 }));
  return { number, name, email: `${name.toLowerCase().replaceAll(' ', '.')}@shopper.example`, lines };
}

const held = order('NW-2001', 'Ada Marsh', ['Ridge tent, two persons']);
const unclaimed = order('NW-2002', 'Bela Quist', ['Down jacket, navy']);
const noisy = order('NW-2003', 'Cleo Abara', ['Trail shoes, size 41']);
const silent = order('NW-2004', 'Dan Oakes', ['Camping stove']);
const misaddressed = order('NW-2005', 'Eve Larkin', ['Head torch', 'Spare batteries']);
const takenBack = order('NW-2006', 'Finn Rowe', ['Water filter']);
const threefold = order('NW-2007', 'Gia Holt', ['Expedition pack', 'Sleeping bag', 'Walking poles']);

const stranger: Customer = { name: 'Hal Nimmo', email: 'hal.nimmo@elsewhere.example' };

const [PACK, BAG, POLES] = ['772000000071', '772000000072', '772000000073'] as const;

const EVERYDAY_EVERY_HOURS = 6;

/** The parcels that nobody asks about: a shop's ordinary traffic, day and night, by which a source proves that it sees. */
export function everydayStory(index: number): Story {
  const everyday = order(`NW-${3001 + index}`, `Customer ${index + 1}`, ['Wool socks']);
  const trackingNumber = String(773_000_000_000 + index);
  return {
    id: `everyday-${index + 1}`,
    title: `An ordinary parcel (${index + 1})`,
    brandId: 'northwind',
    orderNumber: everyday.number,
    startsAfterHours: index * EVERYDAY_EVERY_HOURS,
    steps: [
      placed(everyday),
      shipped(1, everyday, trackingNumber),
      ...scans(trackingNumber, [
        [1, label],
        [4, pickedUp],
        [14, arrivedAtHub],
        [23, departedHub],
        [43, outForDelivery],
        [47, delivered],
      ]),
    ],
    expected: { mails: ['on_its_way', 'out_for_delivery', 'delivered'] },
  };
}

/** Hours are counted from a Monday, 08:00 UTC. Northwind's warehouse works from eight to six and has ten hours to dispatch. */
export const stories: readonly Story[] = [
  {
    id: 'held-order',
    title: 'An order is held for a payment check, and says so',
    brandId: 'northwind',
    orderNumber: held.number,
    steps: [
      placed(held),
      step(1, held.number, { type: 'held', reason: 'payment_review' }),
      step(26, held.number, { type: 'released', reason: 'payment_review' }),
      step(28, held.number, { type: 'packed' }),
      shipped(29, held, '772000000011'),
      ...scans('772000000011', [
        [29, label, 5],
        [33, pickedUp],
        [49, arrivedAtHub],
        [56, departedHub],
        [75, outForDelivery],
        [79, delivered],
      ]),
      asks(4, held, 'Hi, has my order not been shipped yet? Ada'),
    ],
    expected: {
      mails: ['order_held', 'on_its_way', 'out_for_delivery', 'delivered'],
      tickets: [{ outcome: 'answered', macro: 'Tidings::On hold' }],
    },
  },
  {
    id: 'label-without-pickup',
    title: 'A label is printed and nobody collects the parcel',
    brandId: 'northwind',
    orderNumber: unclaimed.number,
    steps: [
      placed(unclaimed),
      shipped(3, unclaimed, '772000000021'),
      ...scans('772000000021', [
        [3, label],
        [100, pickedUp],
        [120, outForDelivery],
        [124, delivered],
      ]),
      asks(74, unclaimed, 'Hello, I ordered on Monday. Has my order not shipped yet?'),
    ],
    expected: {
      mails: ['being_prepared', 'label_without_pickup', 'on_its_way', 'out_for_delivery', 'delivered'],
      tickets: [{ outcome: 'answered', macro: 'Tidings::Not shipped yet' }],
    },
  },
  {
    id: 'noise',
    title: 'Two alarms of the carrier that change nothing',
    brandId: 'northwind',
    orderNumber: noisy.number,
    steps: [
      placed(noisy),
      shipped(3, noisy, '772000000031'),
      ...scans('772000000031', [
        [3, label, 4],
        [8, pickedUp, 4],
        [20, arrivedAtHub, 4],
        [22, relabelled, 4],
        [28, weatherDelay, 4],
        [34, departedHub, 4],
        [72, outForDelivery, 4],
        [77, delivered, 4],
      ]),
      asks(30, noisy, 'Hi, where is my parcel? Thanks, Cleo'),
      asks(31, stranger, 'Where is order NW-2003?'),
    ],
    expected: {
      tickets: [
        { outcome: 'answered', macro: 'Tidings::On its way' },
        { outcome: 'handed_over', because: 'not_their_order' },
      ],
      mails: ['on_its_way', 'out_for_delivery', 'delivered'],
      suppressed: [
        { condition: 'noise', because: 'estimate_unmoved' },
        { condition: 'noise', because: 'estimate_unmoved' },
      ],
    },
  },
  {
    id: 'silence',
    title: 'No scan for days, and then it moves again',
    brandId: 'northwind',
    orderNumber: silent.number,
    steps: [
      placed(silent),
      shipped(3, silent, '772000000041'),
      ...scans('772000000041', [
        [3, label],
        [8, pickedUp],
        [20, arrivedAtHub],
        [150, departedHub],
        [170, outForDelivery],
        [174, delivered],
      ]),
      asks(130, silent, 'My tracking has not updated for days. Is my parcel stuck?'),
    ],
    expected: {
      mails: ['on_its_way', 'silence', 'moving_again', 'out_for_delivery', 'delivered'],
      tickets: [{ outcome: 'answered', macro: 'Tidings::Quiet for too long' }],
    },
  },
  {
    id: 'address',
    title: 'The carrier cannot find the address; a case is opened and closes itself',
    brandId: 'northwind',
    orderNumber: misaddressed.number,
    steps: [
      placed(misaddressed),
      shipped(3, misaddressed, '772000000051'),
      ...scans('772000000051', [
        [3, label],
        [8, pickedUp],
        [26, arrivedAtHub],
        [49, badAddress],
        [73, outForDelivery],
        [78, delivered],
      ]),
    ],
    expected: {
      mails: ['on_its_way', 'exception', 'out_for_delivery', 'delivered'],
      cases: { opened: 1, closed: 1 },
    },
  },
  {
    id: 'correction',
    title: 'Marked delivered, and scanned at a hub a day later',
    brandId: 'northwind',
    orderNumber: takenBack.number,
    steps: [
      placed(takenBack),
      shipped(3, takenBack, '772000000061'),
      ...scans('772000000061', [
        [3, label],
        [8, pickedUp],
        [48, outForDelivery],
        [52, delivered],
        [76, arrivedAtHub],
        [97, outForDelivery],
        [101, delivered],
      ]),
      asks(60, takenBack, 'FedEx says my parcel was delivered, but I have not received it.'),
    ],
    expected: {
      tickets: [{ outcome: 'handed_over', because: 'delivered_not_there' }],
      mails: ['on_its_way', 'out_for_delivery', 'delivered', 'correction', 'out_for_delivery', 'delivered'],
    },
  },
  {
    id: 'three-parcels',
    title: 'One order in three parcels, told as one story in one thread',
    brandId: 'northwind',
    orderNumber: threefold.number,
    steps: [
      placed(threefold),
      {
        afterHours: 4,
        deed: {
          does: 'order',
          order: {
            ...threefold,
            shipments: [PACK, BAG, POLES].map((trackingNumber, index) => ({
              id: `${threefold.number}-${index + 1}`,
              trackingNumber,
              lines: [{ lineId: String(index + 1), quantity: 1 }],
            })),
          },
        },
      },
      ...scans(PACK, [
        [4, label],
        [9, pickedUp],
        [50, outForDelivery],
        [54, delivered],
      ]),
      ...scans(BAG, [
        [4, label],
        [10, pickedUp],
        [74, outForDelivery],
        [78, delivered],
      ]),
      ...scans(POLES, [
        [4, label],
        [31, pickedUp],
        [98, outForDelivery],
        [102, delivered],
      ]),
      asks(56, threefold, 'Where is the rest of my order? If it is not here by Friday I want a refund.'),
    ],
    expected: {
      tickets: [{ outcome: 'handed_over', because: 'mixed' }],
      mails: [
        'on_its_way',
        'on_its_way',
        'on_its_way',
        'out_for_delivery',
        'delivered',
        'out_for_delivery',
        'delivered',
        'out_for_delivery',
        'delivered',
      ],
    },
  },
];
