import { describe, expect, it } from '@jest/globals';
import {
  OrderDesk,
  delivered,
  hour,
  label,
  pickedUp,
  problem,
  report,
  scan,
  tour,
} from '../policy/order-desk.spec-support.js';
import { firstPolicy } from '../policy/first-policy.js';
import type { Answer } from './answer.js';
import { answerSchema } from './answer.js';
import { answer } from './answer-order.js';
import { TIMELINE_LIMIT, buildSnapshot } from './build-snapshot.js';
import { orderSnapshotSchema } from './snapshot.js';
import type { CaseSnapshot, OrderSnapshot } from './snapshot.js';

const ETA = { from: '2026-03-06', to: '2026-03-06' };

function snapshotOf(desk: OrderDesk, at: number, cases: readonly CaseSnapshot[] = []): OrderSnapshot {
  desk.look(at);
  const { ledger, ...facts } = desk.input(at);
  const identity = { brandId: 'brand', version: 1, token: 'token' };
  return orderSnapshotSchema.parse(
    buildSnapshot({ ...facts, ...identity, policy: firstPolicy(), ledger, cases }),
  );
}

function ask(desk: OrderDesk, at: number, cases: readonly CaseSnapshot[] = []): Answer {
  return answerSchema.parse(answer(snapshotOf(desk, at, cases), 2, hour(at)));
}

const openCase: CaseSnapshot = {
  caseId: 'c1',
  parcelId: 'p1',
  reason: 'address_insufficient',
  actor: 'recipient',
  state: 'open',
  openedAt: hour(21),
  dueAt: hour(29),
  closedAt: null,
  options: ['correct_address', 'contact_us'],
};
const badAddress = problem(20, { reason: 'address_insufficient', actor: 'recipient' });

describe('one parcel', () => {
  it('is never called shipped because a label was printed', () => {
    const labelled = ask(new OrderDesk().hear([label(4)]), 5);
    expect(labelled).toMatchObject({
      headline: 'label_created',
      nextStep: 'carrier_collects',
      actor: 'carrier',
    });
    const announced = new OrderDesk().hear([label(4), scan(5, { physical: false })]);
    expect(ask(announced, 6).headline).toBe('label_created');
    expect(ask(new OrderDesk().hear([label(4), pickedUp(5)]), 6).headline).toBe('picked_up');
  });

  it('is delivered by the date the carrier gives', () => {
    expect(ask(new OrderDesk().hear([scan(10, { carrierEta: ETA })]), 11)).toMatchObject({
      headline: 'in_transit',
      nextStep: 'carrier_delivers',
      nextBy: '2026-03-06',
      estimate: { ...ETA, basis: 'carrier' },
      isDelayed: false,
      needsHuman: false,
      isStale: false,
    });
  });

  it('names no day for the pick-up that is not before the delivery', () => {
    const [soon, later] = ['2026-03-05', '2026-03-06'].map((day) =>
      ask(new OrderDesk().hear([{ ...label(4), carrierEta: { from: day, to: day } }]), 5),
    );
    expect(soon).toMatchObject({ nextStep: 'carrier_collects', nextBy: null });
    expect(later).toMatchObject({ nextStep: 'carrier_collects', nextBy: expect.any(String) });
  });

  it('has a problem where someone must act, with the way out that the case offers', () => {
    const desk = new OrderDesk().hear([scan(10), badAddress]);
    expect(ask(desk, 22, [openCase])).toMatchObject({
      headline: 'problem',
      reason: 'address_insufficient',
      actor: 'recipient',
      nextStep: 'you_choose',
      nextBy: hour(29),
      needsHuman: true,
      openCase: { caseId: 'c1', options: ['correct_address', 'contact_us'] },
    });
    expect(ask(desk, 40, [openCase]).nextBy).toBeNull();
  });

  it('is on its way whatever the carrier calls an exception that changes nothing', () => {
    const noise = problem(20, { reason: 'label_problem' });
    const desk = new OrderDesk().hear([scan(10, { carrierEta: ETA }), noise]);
    expect(snapshotOf(desk, 21).parcels[0]?.exceptions).toMatchObject([{ matters: false }]);
    expect(ask(desk, 21)).toMatchObject({ headline: 'in_transit', reason: null, isDelayed: false });
  });

  it('keeps its milestone and gives the cause where the carrier is late by itself', () => {
    const desk = new OrderDesk().hear([scan(10), problem(20, { reason: 'weather', actor: 'carrier' })]);
    expect(ask(desk, 21)).toMatchObject({ headline: 'in_transit', reason: 'weather', isDelayed: true });
  });

  it('is silent, or waits for the carrier, by the clock', () => {
    const silent = ask(new OrderDesk().hear([pickedUp(4), scan(10)]), 100);
    expect(silent).toMatchObject({ headline: 'silent', nextStep: 'we_check', isDelayed: true });
    expect(silent.parcels[0]?.silentSince).toBe(hour(10));
    expect(ask(new OrderDesk().hear([label(4)]), 100).headline).toBe('awaiting_carrier_late');
  });

  it('tells no date where nothing is to arrive any more', () => {
    const desk = new OrderDesk().hear([scan(10, { carrierEta: ETA }), delivered(20)]);
    expect(ask(desk, 21)).toMatchObject({
      headline: 'delivered',
      estimate: null,
      nextStep: 'nothing',
      nextBy: null,
    });
    const lost = new OrderDesk().hear([scan(10), report(20, { milestone: 'lost', physical: false })]);
    expect(ask(lost, 21)).toMatchObject({ headline: 'lost', needsHuman: true, estimate: null });
  });
});

describe('staleness', () => {
  it('begins when the clock alone makes something untrue', () => {
    const snapshot = snapshotOf(new OrderDesk().hear([scan(10)]), 11);
    expect(snapshot.validUntil).toBe(hour(88));
    expect(answer(snapshot, 2, hour(88)).isStale).toBe(false);
    expect(answer(snapshot, 2, hour(88.01))).toMatchObject({ isStale: true, asOf: hour(11) });
  });

  it('is said while nobody can see the parcel', () => {
    const visibility = { lastProvenAt: hour(10), blindSince: hour(10) };
    expect(ask(new OrderDesk({ visibility }).hear([scan(10)]), 200)).toMatchObject({
      headline: 'in_transit',
      isStale: true,
      isDelayed: false,
    });
  });
});

describe('an order in several parcels', () => {
  const three = { parcelIds: ['p1', 'p2', 'p3'] };

  it('shows the one that needs the reader most', () => {
    const desk = new OrderDesk(three);
    desk
      .hear([scan(10)], 'p1')
      .hear([scan(10), badAddress], 'p2')
      .hear([tour(20)], 'p3');
    expect(ask(desk, 21)).toMatchObject({ headline: 'problem', headlineParcelId: 'p2', needsHuman: true });
  });

  it('is partly delivered while the rest is simply on its way', () => {
    const desk = new OrderDesk(three);
    desk
      .hear([delivered(20)], 'p1')
      .hear([scan(10)], 'p2')
      .hear([tour(20)], 'p3');
    expect(ask(desk, 21)).toMatchObject({
      headline: 'partly_delivered',
      headlineParcelId: 'p3',
      nextStep: 'carrier_delivers',
      parcels: [{ headline: 'delivered' }, { headline: 'in_transit' }, { headline: 'out_for_delivery' }],
    });
    desk.hear([delivered(22)], 'p2').hear([delivered(22)], 'p3');
    expect(ask(desk, 23).headline).toBe('delivered');
  });

  it('tells a parcel that goes on under another number once', () => {
    const link = { carrier: 'ups', number: '1Z-p2', relation: 'replaced_by' } as const;
    const desk = new OrderDesk({ parcelIds: ['p1', 'p2'] });
    desk.hear([label(4), report(5, { kind: 'link', link })], 'p1').hear([scan(10)], 'p2');
    expect(ask(desk, 11).parcels.map(({ parcelId }) => parcelId)).toEqual(['p2']);
  });
});

describe('an order in no parcel yet', () => {
  const none = { parcelIds: [] };
  const line = { id: 'l1', title: 'Lamp', quantity: 2, cancelledQuantity: 0, requiresShipping: true };
  const held = report(2, { kind: 'exception_opened', reason: 'payment_review', actor: 'merchant' });

  const stockLine = { ...line, availableFrom: '2026-06-01' };
  it.each<{ what: string; order?: Partial<NonNullable<OrderDesk['order']>>; at?: number; expected: object }>([
    { what: 'is prepared', expected: { headline: 'preparing', nextStep: 'we_dispatch', nextBy: hour(48) } },
    { what: 'is late', at: 60, expected: { headline: 'preparing_late', nextBy: null, isDelayed: true } },
    { what: 'is cancelled', order: { status: 'cancelled' }, expected: { headline: 'cancelled' } },
    { what: 'has nothing to ship', order: { delivery: 'none' }, expected: { headline: 'not_shippable' } },
    {
      what: 'waits for stock',
      order: { lines: [stockLine] },
      expected: {
        headline: 'waiting_for_stock',
        nextBy: '2026-06-01',
        waitingItems: [{ title: 'Lamp', quantity: 2 }],
      },
    },
    {
      what: 'was promised',
      order: { promisedDate: '2026-03-10' },
      expected: { estimate: { from: '2026-03-10', to: '2026-03-10', basis: 'promise' } },
    },
  ])('$what', ({ order = {}, at = 5, expected }) => {
    expect(ask(new OrderDesk({ ...none, order }), at)).toMatchObject(expected);
  });

  it('shows when the order is expected, rather than what the shop promised', () => {
    const estimate = { from: '2026-03-09', to: '2026-03-12', basis: 'learned', coverage: 0.8 } as const;
    const desk = new OrderDesk({ ...none, order: { promisedDate: '2026-03-10' } });
    const snapshot = { ...snapshotOf(desk, 5), estimate, estimateBefore: null };
    expect(answer(snapshot, 1, hour(5))).toMatchObject({ headlineParcelId: null, estimate });
    expect(answer({ ...snapshot, isCancelled: true }, 1, hour(5)).estimate).toBeNull();
  });

  it('is held, and says who must act', () => {
    const byShop = new OrderDesk(none).hearFromShop([held]);
    expect(ask(byShop, 3)).toMatchObject({
      headline: 'held',
      reason: 'payment_review',
      nextStep: 'we_release_hold',
    });
    const byCustomer = new OrderDesk(none).hearFromShop([{ ...held, actor: 'recipient' }]);
    expect(ask(byCustomer, 3)).toMatchObject({ nextStep: 'you_pay_or_confirm', actor: 'recipient' });
  });
});

describe('who asks', () => {
  it('learns the status at level 1, and details and choices at level 2', () => {
    const place = { city: 'Bremen' };
    const desk = new OrderDesk().hear([scan(10, { place }), badAddress]);
    const snapshot = snapshotOf(desk, 22, [openCase]);
    const status = answer(snapshot, 1, hour(22));
    expect(status).toMatchObject({ headline: 'problem', openCase: null, waitingItems: [] });
    expect(status.parcels).toMatchObject([{ trackingNumber: null, lastPlace: null, items: [] }]);
    expect(answer(snapshot, 2, hour(22)).parcels).toMatchObject([
      { trackingNumber: '1Z-p1', lastPlace: place },
    ]);
  });
});

describe('a snapshot', () => {
  it('carries the newest of a long timeline, and what was told', () => {
    const scans = Array.from({ length: 100 }, (_, index) => scan(index + 1));
    const { parcels, told } = snapshotOf(new OrderDesk().hear(scans), 41);
    expect(parcels[0]?.timeline).toHaveLength(TIMELINE_LIMIT);
    expect(parcels[0]?.timeline.at(-1)?.eventId).toBe(scans.at(-1)?.id);
    expect(told).toEqual([
      { key: 'o1:p1:on_its_way:1', condition: 'on_its_way', at: hour(41), parcelId: 'p1' },
    ]);
  });
});
