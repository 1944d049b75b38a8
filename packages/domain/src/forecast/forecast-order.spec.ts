import { describe, expect, it } from '@jest/globals';
import { foldOrder } from '../journey/fold-order.js';
import type { FoldOrderInput } from '../journey/fold-order.js';
import { MONDAY, event, hoursAfter } from '../journey/tracking-events.spec-support.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import { orderSchema } from '../words/order.js';
import { forecastOrder } from './forecast-order.js';

const calendar: WorkCalendar = {
  zone: 'Europe/Berlin',
  workingDays: [1, 2, 3, 4, 5],
  holidays: new Set(),
  opensAt: 9 * 60,
  closesAt: 17 * 60,
  cutOff: 15 * 60,
};
const shirt = { id: 'shirt', title: 'Shirt', quantity: 1 };
const WEDNESDAY_CLOSING = '2026-11-04T16:00:00.000Z';

/** Ordered on a Monday at 9:00 in Berlin; handled within 24 opening hours, so by Wednesday 17:00. */
function asked(asOf: string, bought: Record<string, unknown> = {}, more: Partial<FoldOrderInput> = {}) {
  const order = orderSchema.parse({
    number: '1',
    placedAt: MONDAY,
    updatedAt: MONDAY,
    lines: [shirt],
    ...bought,
  });
  const orderJourney = foldOrder({ order, orderEvents: [], parcels: [], ...more });
  return forecastOrder({ orderJourney, calendar, handlingBusinessHours: 24, asOf });
}

describe('forecastOrder', () => {
  it('counts the opening hours of the warehouse from the purchase', () => {
    expect(asked(MONDAY)).toEqual({
      dispatchBy: WEDNESDAY_CLOSING,
      isPreparingLate: false,
      validUntil: WEDNESDAY_CLOSING,
    });
    expect(asked(WEDNESDAY_CLOSING)).toEqual({
      dispatchBy: WEDNESDAY_CLOSING,
      isPreparingLate: true,
      validUntil: null,
    });
    const late = asked(MONDAY, { placedAt: '2026-10-30T14:30:00.000Z' });
    expect(late.dispatchBy).toBe(WEDNESDAY_CLOSING);
  });

  it.each([
    ['cancelled', { status: 'cancelled' }],
    ['closed', { status: 'closed' }],
    ['refunded', { lines: [{ ...shirt, cancelledQuantity: 1 }] }],
    ['digital', { lines: [{ ...shirt, requiresShipping: false }] }],
    ['to be collected', { delivery: 'pickup' }],
    ['held', { lines: [{ ...shirt, hold: { reason: 'backorder', since: MONDAY } }] }],
  ])('expects nothing of what is %s', (_, bought) => {
    const nothing = { dispatchBy: null, isPreparingLate: false, validUntil: null };
    expect(asked('2026-12-01T00:00:00.000Z', bought)).toEqual(nothing);
  });

  it('begins with the day on which a line becomes available, and wakes then', () => {
    const preorder = { lines: [{ ...shirt, availableFrom: '2026-11-16' }] };
    const starts = '2026-11-15T23:00:00.000Z';
    expect(asked(MONDAY, preorder)).toEqual({ dispatchBy: null, isPreparingLate: false, validUntil: starts });
    expect(asked(starts, preorder)).toMatchObject({
      dispatchBy: '2026-11-18T16:00:00.000Z',
      isPreparingLate: false,
    });
  });

  it('takes the first line that is due, and still wakes for the others', () => {
    const lines = [shirt, { ...shirt, id: 'hat', availableFrom: '2026-11-16' }];
    expect(asked(WEDNESDAY_CLOSING, { lines })).toEqual({
      dispatchBy: WEDNESDAY_CLOSING,
      isPreparingLate: true,
      validUntil: '2026-11-15T23:00:00.000Z',
    });
  });

  it('counts anew from the end of a hold', () => {
    const hold = { physical: false, reason: 'payment_review', source: 'shop' } as const;
    const orderEvents = [
      event(1, { ...hold, kind: 'exception_opened' }),
      event(24, { ...hold, kind: 'exception_resolved' }),
    ];
    const free = asked(hoursAfter(MONDAY, 30), {}, { orderEvents });
    expect(free.dispatchBy).toBe('2026-11-05T16:00:00.000Z');
    expect(asked(hoursAfter(MONDAY, 30), {}, { orderEvents: orderEvents.slice(0, 1) }).dispatchBy).toBeNull();
  });

  it('still waits for what is planned into a parcel without a label, and no longer once it has a number', () => {
    const planned = {
      parcelId: 'p1',
      carrier: null,
      trackingNumber: null,
      service: null,
      lines: [{ lineId: 'shirt', quantity: 1 }],
      isCancelled: false,
      events: [],
    };
    expect(asked(MONDAY, {}, { parcels: [planned] }).dispatchBy).toBe(WEDNESDAY_CLOSING);
    expect(asked(MONDAY, {}, { parcels: [{ ...planned, trackingNumber: '1Z' }] }).dispatchBy).toBeNull();
    const orderEvents = [event(1, { kind: 'exception_opened', reason: 'payment_review', physical: false })];
    expect(asked(MONDAY, {}, { parcels: [planned], orderEvents }).dispatchBy).toBeNull();
  });

  it('expects nothing of an order that is not known yet', () => {
    expect(asked(MONDAY, {}, { order: null }).dispatchBy).toBeNull();
  });
});
