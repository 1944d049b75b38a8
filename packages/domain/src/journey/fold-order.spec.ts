import { describe, expect, it } from '@jest/globals';
import { orderSchema } from '../words/order.js';
import type { Order } from '../words/order.js';
import { SOURCE_RANKS } from './choose-source.js';
import { foldOrder } from './fold-order.js';
import type { ParcelEvents } from './fold-order.js';
import { MONDAY, event, hoursAfter } from './tracking-events.spec-support.js';

const line = { id: 'shirt', title: 'Shirt', quantity: 2 };

function order(told: Record<string, unknown> = {}): Order {
  return orderSchema.parse({ number: '1001', placedAt: MONDAY, updatedAt: MONDAY, lines: [line], ...told });
}

function parcel(told: Partial<ParcelEvents> = {}): ParcelEvents {
  return {
    parcelId: 'p1',
    carrier: 'ups',
    trackingNumber: '1Z',
    service: null,
    lines: [{ lineId: 'shirt', quantity: 1 }],
    isCancelled: false,
    events: [],
    ...told,
  };
}

const told = (
  bought: Order | null,
  parcels: ParcelEvents[] = [],
  orderEvents = [] as ReturnType<typeof event>[],
) => foldOrder({ order: bought, orderEvents, parcels, sourceRanks: new Map(Object.entries(SOURCE_RANKS)) });

const held = (hours: number, source = 'shop') =>
  event(hours, {
    kind: 'exception_opened',
    reason: 'payment_review',
    actor: 'merchant',
    physical: false,
    source,
  });
const released = (hours: number, source = 'shop') =>
  event(hours, { kind: 'exception_resolved', reason: 'payment_review', physical: false, source });

describe('foldOrder: what waits', () => {
  it('is what is owed and in no parcel', () => {
    expect(told(order()).waitingLines).toMatchObject([{ lineId: 'shirt', quantity: 2, hold: null }]);
    expect(told(order(), [parcel()]).waitingLines).toMatchObject([{ quantity: 1 }]);
    expect(told(order(), [parcel(), parcel({ parcelId: 'p2' })]).waitingLines).toEqual([]);
    expect(told(order(), [parcel({ isCancelled: true })]).waitingLines).toMatchObject([{ quantity: 2 }]);
    expect(told(order({ lines: [{ ...line, cancelledQuantity: 1 }] }), [parcel()]).waitingLines).toEqual([]);
  });

  it('counts the pieces of a parcel whose label the carrier has voided as waiting again', () => {
    const voided = parcel({ events: [event(1, { milestone: 'cancelled', physical: false })] });
    expect(told(order(), [voided])).toMatchObject({
      parcels: [{ isCancelled: true }],
      waitingLines: [{ quantity: 2 }],
    });
  });

  it.each([
    ['digital goods', { lines: [{ ...line, requiresShipping: false }] }],
    ['orders to be collected', { delivery: 'pickup' }],
    ['orders without delivery', { delivery: 'none' }],
    ['closed orders', { status: 'closed' }],
    ['cancelled orders', { status: 'cancelled' }],
  ])('is nothing of %s', (_, bought) => {
    expect(told(order(bought)).waitingLines).toEqual([]);
  });

  it('is nothing once a parcel has left whose contents nobody told; a planned one changes nothing', () => {
    expect(told(order(), [parcel({ lines: [] })]).waitingLines).toEqual([]);
    expect(told(order(), [parcel({ lines: [], trackingNumber: null })]).waitingLines).toHaveLength(1);
  });
});

describe('foldOrder: holds', () => {
  it('come from the events of the order, and end with them', () => {
    expect(told(order(), [], [held(1)])).toMatchObject({
      holds: [{ reason: 'payment_review', actor: 'merchant', since: hoursAfter(MONDAY, 1), lineIds: [] }],
      waitingLines: [{ hold: { reason: 'payment_review' } }],
    });
    const free = told(order(), [], [held(1), released(5)]);
    expect(free).toMatchObject({ holds: [], holdEndedAt: hoursAfter(MONDAY, 5) });
  });

  it('come from the lines, once per cause, and end with the order or the event that is newer', () => {
    const hold = { reason: 'payment_review', since: hoursAfter(MONDAY, 1) };
    const bought = order({
      lines: [
        { ...line, hold },
        { ...line, id: 'hat', hold },
        { ...line, id: 'sock' },
      ],
    });
    const both = told(bought, [], [held(1)]);
    expect(both.holds).toMatchObject([{ reason: 'payment_review', lineIds: ['shirt', 'hat'] }]);
    expect(both.waitingLines.map((each) => each.hold?.reason)).toEqual([
      'payment_review',
      'payment_review',
      undefined,
    ]);
    expect(told(bought, [], [held(1), released(2)]).holds).toEqual([]);
    const newer = { ...bought, updatedAt: hoursAfter(MONDAY, 3) };
    expect(told(newer, [], [held(1), released(2)]).holds).toHaveLength(1);
  });

  it('are kept per source: the shop does not lift what the warehouse holds', () => {
    const events = [
      held(1, 'warehouse'),
      event(0, { milestone: 'placed', physical: false, source: 'shop' }),
      released(2),
    ];
    expect(told(order(), [], events).holds).toHaveLength(1);
    expect(told(order(), [], [...events, released(3, 'warehouse')]).holds).toEqual([]);
    expect(told(order(), [], [...events, released(3, 'warehouse'), held(4)]).holds).toHaveLength(1);
  });

  it('are felt by orders to be collected, and not once everything has left', () => {
    expect(told(order({ delivery: 'pickup' }), [], [held(1)]).holds).toHaveLength(1);
    const all = parcel({ lines: [{ lineId: 'shirt', quantity: 2 }] });
    expect(told(order(), [all], [held(1)]).holds).toEqual([]);
    expect(told(order({ status: 'cancelled' }), [], [held(1)]).holds).toEqual([]);
    expect(told(null, [], [held(1)]).holds).toHaveLength(1);
  });
});

describe('foldOrder: the end', () => {
  const delivered = [event(9, { milestone: 'delivered' })];
  const all = { lines: [{ lineId: 'shirt', quantity: 2 }] };

  it('is reached when nothing waits and nothing is on its way', () => {
    expect(told(order()).isComplete).toBe(false);
    expect(told(order(), [parcel({ events: delivered })]).isComplete).toBe(false);
    expect(told(order(), [parcel(all)]).isComplete).toBe(false);
    expect(told(order(), [parcel({ ...all, events: delivered })]).isComplete).toBe(true);
    expect(told(order({ delivery: 'pickup' })).isComplete).toBe(false);
    expect(told(order({ delivery: 'pickup', status: 'closed' })).isComplete).toBe(true);
    expect(told(order({ delivery: 'none' })).isComplete).toBe(true);
    expect(told(null).isComplete).toBe(false);
  });

  it('does not wait for a number that another parcel has replaced', () => {
    const link = { carrier: 'ups', number: '1Z2', relation: 'replaced_by' } as const;
    const dead = parcel({ ...all, events: [event(1, { kind: 'link', physical: false, link })] });
    expect(told(order(), [dead]).isComplete).toBe(false);
    const successor = parcel({ parcelId: 'p2', trackingNumber: '1Z2', lines: [], events: delivered });
    expect(told(order(), [dead, successor]).isComplete).toBe(true);
  });

  it('is a cancellation when all pieces were cancelled before anything left', () => {
    const nothing = order({ lines: [{ ...line, cancelledQuantity: 2 }] });
    expect(told(nothing).isCancelled).toBe(true);
    expect(told(nothing, [parcel({ events: delivered })]).isCancelled).toBe(false);
    expect(told(order({ status: 'cancelled' }), [parcel()])).toMatchObject({
      isCancelled: true,
      isComplete: false,
    });
  });
});
