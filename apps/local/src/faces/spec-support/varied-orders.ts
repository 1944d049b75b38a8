import { addHours, type Instant } from '@tidings/domain';
import { seededRandom } from '../../feed/seeded-random.js';

/** An order as its shop tells it, and what became of it so far, in our own JSON. */
export interface VariedOrder {
  readonly number: string;
  readonly email: string;
  readonly state: string;
  readonly parcelCount: number;
  readonly body: object;
  /** For `POST /v1/events`, one body for the order and for each of its parcels. */
  readonly events: readonly object[];
}

type Happened = readonly [hoursAgo: number, event: Readonly<Record<string, unknown>>];

interface State {
  readonly placedHoursAgo: number;
  /** Of the order, before there is a parcel. */
  readonly steps?: readonly Happened[];
  /** Of each parcel, oldest first. */
  readonly parcels?: readonly (readonly Happened[])[];
}

const COLUMBUS = { city: 'Columbus', region: 'OH', country: 'US' };
const MEMPHIS = { city: 'Memphis', region: 'TN', country: 'US' };
const PORTLAND = { city: 'Portland', region: 'ME', country: 'US' };

const label = { type: 'label_created' };
const pickedUp = { type: 'picked_up', place: COLUMBUS };
const hub = { type: 'in_transit', place: MEMPHIS };
const out = { type: 'out_for_delivery', place: PORTLAND };
const delivered = { type: 'delivered', place: PORTLAND };
const moving: readonly Happened[] = [
  [50, label],
  [44, pickedUp],
  [6, hub],
];

const STATES: Readonly<Record<string, State>> = {
  placed: { placedHoursAgo: 3 },
  'preparing late': { placedHoursAgo: 110 },
  'payment on hold': { placedHoursAgo: 20, steps: [[18, { type: 'held', reason: 'payment_review' }]] },
  'waiting for stock': { placedHoursAgo: 30, steps: [[28, { type: 'held', reason: 'backorder' }]] },
  packed: { placedHoursAgo: 20, steps: [[3, { type: 'packed' }]] },
  'label made': { placedHoursAgo: 24, parcels: [[[3, label]]] },
  'label without pick-up': { placedHoursAgo: 120, parcels: [[[96, label]]] },
  'picked up': {
    placedHoursAgo: 40,
    parcels: [
      [
        [20, label],
        [3, pickedUp],
      ],
    ],
  },
  'on its way': { placedHoursAgo: 60, parcels: [moving] },
  delayed: { placedHoursAgo: 60, parcels: [[...moving, [4, { type: 'exception', reason: 'weather' }]]] },
  silent: {
    placedHoursAgo: 220,
    parcels: [
      [
        [200, label],
        [190, pickedUp],
        [170, hub],
      ],
    ],
  },
  'out for delivery': { placedHoursAgo: 70, parcels: [[...moving, [2, out]]] },
  attempted: {
    placedHoursAgo: 70,
    parcels: [[...moving, [5, out], [2, { type: 'delivery_attempted', reason: 'recipient_unavailable' }]]],
  },
  'ready to collect': {
    placedHoursAgo: 70,
    parcels: [[...moving, [2, { type: 'available_for_pickup', place: PORTLAND }]]],
  },
  'wrong address': {
    placedHoursAgo: 70,
    parcels: [[...moving, [3, { type: 'exception', reason: 'address_incorrect' }]]],
  },
  returning: { placedHoursAgo: 90, parcels: [[...moving, [3, { type: 'returning', place: PORTLAND }]]] },
  lost: { placedHoursAgo: 90, parcels: [[...moving, [3, { type: 'lost' }]]] },
  delivered: { placedHoursAgo: 90, parcels: [[...moving, [5, out], [2, delivered]]] },
  'two parcels on their way': {
    placedHoursAgo: 60,
    parcels: [
      moving,
      [
        [40, label],
        [20, pickedUp],
      ],
    ],
  },
  'one of two delivered': { placedHoursAgo: 60, parcels: [[...moving, [4, out], [2, delivered]], moving] },
};

const CARRIERS = ['fedex', 'ups', 'usps', 'dhl'] as const;
/** Steps with which a carrier names a day. */
const DATED: ReadonlySet<string> = new Set(['label_created', 'picked_up', 'in_transit', 'out_for_delivery']);
/** Of parcels, those of which the carrier names a day. */
const DATED_SHARE = 0.6;

/** Orders in every state in turn; times, carriers and the carriers' days by the seed. */
export function variedOrders(seed: number, count: number, now: Instant): VariedOrder[] {
  const random = seededRandom(seed);
  const states = Object.entries(STATES);
  return Array.from({ length: count }, (_, index) => {
    const [name, state] = states[index % states.length] ?? ['placed', { placedHoursAgo: 3 }];
    return new OrderTelling(index, { now, random }).tell(name, state);
  });
}

interface Moment {
  readonly now: Instant;
  readonly random: () => number;
}

class OrderTelling {
  readonly #index: number;
  readonly #moment: Moment;
  readonly #number: string;
  readonly #carrier: string;
  /** Everything a little earlier or later, together, so that its order stays. */
  readonly #pace: number;

  constructor(index: number, moment: Moment) {
    this.#index = index;
    this.#moment = moment;
    this.#number = `NW-${7_000 + index}`;
    this.#carrier = CARRIERS[Math.floor(moment.random() * CARRIERS.length)] ?? 'fedex';
    this.#pace = 0.85 + moment.random() * 0.3;
  }

  tell(name: string, { placedHoursAgo, steps, parcels = [] }: State): VariedOrder {
    const email = `face-${this.#index}@shopper.example`;
    const lines = [
      { id: '1', title: 'Walking boots', quantity: 1 },
      { id: '2', title: 'Wool socks', quantity: 2 },
    ].slice(0, Math.max(1, parcels.length));
    const shipments = parcels.map((happened, position) => ({
      id: `${this.#number}-${position + 1}`,
      carrier: this.#carrier,
      trackingNumber: this.#trackingNumber(position),
      createdAt: this.#at(happened[0]?.[0] ?? 0),
      lines: lines.slice(position, position + 1).map(({ id, quantity }) => ({ lineId: id, quantity })),
    }));
    const body = {
      number: this.#number,
      placedAt: this.#at(placedHoursAgo),
      updatedAt: this.#moment.now,
      lines,
      shipments,
      destination: { country: 'US', region: 'ME', postalCode: '04101' },
      contact: { name: 'A. Shopper', email, postalCode: '04101' },
    };
    const events = [
      ...(steps === undefined ? [] : [{ orderNumber: this.#number, events: this.#events(steps) }]),
      ...parcels.map((happened, position) => ({
        orderNumber: this.#number,
        parcel: { carrier: this.#carrier, trackingNumber: this.#trackingNumber(position) },
        events: this.#events(happened),
      })),
    ];
    return { number: this.#number, email, state: name, parcelCount: parcels.length, body, events };
  }

  #trackingNumber(position: number): string {
    return String(781_000_000_000 + this.#index * 10 + position);
  }

  #at(hoursAgo: number): Instant {
    return addHours(this.#moment.now, -hoursAgo * this.#pace);
  }

  #events(happened: readonly Happened[]): object[] {
    const eta = this.#carriersDay();
    return happened.map(([hoursAgo, event]) => {
      const isDated = eta !== null && DATED.has(String(event['type']));
      return { at: this.#at(hoursAgo), ...event, ...(isDated && { eta }) };
    });
  }

  #carriersDay(): { readonly from: string; readonly to: string } | null {
    const { random, now } = this.#moment;
    if (random() > DATED_SHARE) return null;
    const day = addHours(now, 24 * (1 + Math.floor(random() * 5))).slice(0, 10);
    return { from: day, to: day };
  }
}
