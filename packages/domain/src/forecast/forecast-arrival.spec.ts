import { expect, it } from '@jest/globals';
import { BrandDurations } from '../durations/brand-durations.js';
import { foldOrder } from '../journey/fold-order.js';
import type { OrderJourney } from '../journey/order-journey.js';
import { addHours } from '../time/instant.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import type { Order } from '../words/order.js';
import { orderPlacedAt } from '../words/order.spec-support.js';
import { forecastArrival } from './forecast-arrival.js';

const EVERY_DAY: WorkCalendar = { zone: 'UTC', workingDays: [1, 2, 3, 4, 5, 6, 7], holidays: new Set() };
const START = '2026-03-02T08:00:00.000Z';
const PLACED_AT = addHours(START, 40 * 24);

const order = orderPlacedAt(PLACED_AT);

/** Ten orders a day, each delivered three to four days after its purchase. */
function taught(): BrandDurations {
  const durations = new BrandDurations({ carrierDays: EVERY_DAY, warehouse: EVERY_DAY });
  const way = { carrier: null, service: null, lane: null };
  const moment = { ...way, leg: 'preparing' as const, handlings: 0, trouble: null, carrierEta: null };
  for (let each = 0; each < 360; each += 1) {
    const since = addHours(START, each * 2.4);
    const deliveredAt = addHours(since, 72 + (each % 24));
    durations.learn({ deliveredAt, moments: [{ ...moment, since, promisedDate: null }], gaps: [] });
  }
  return durations;
}

function asked(change: Partial<Order>, more: Partial<OrderJourney> = {}) {
  const folded = foldOrder({ order: { ...order, ...change }, orderEvents: [], parcels: [] });
  const orderJourney = { ...folded, ...more };
  return forecastArrival({ orderJourney, calendar: EVERY_DAY, durations: taught(), asOf: PLACED_AT });
}

it("an order without a parcel is expected when the brand's orders usually arrive", () => {
  expect(asked({})?.estimate).toMatchObject({ from: '2026-04-14', to: '2026-04-15', basis: 'learned' });
  expect(asked({})?.interval).toMatchObject({ leg: 'preparing', since: PLACED_AT });
});

it('nothing is expected of one that is not sent, or unlike the others', () => {
  const [line] = order.lines;
  expect(asked({ delivery: 'pickup' })).toBeNull();
  expect(asked({ status: 'cancelled' })).toBeNull();
  expect(asked({ lines: line === undefined ? [] : [{ ...line, availableFrom: '2026-05-01' }] })).toBeNull();
  expect(asked({}, { holdEndedAt: PLACED_AT })).toBeNull();
});
