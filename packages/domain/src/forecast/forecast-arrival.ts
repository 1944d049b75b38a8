import type { BrandDurations } from '../durations/brand-durations.js';
import { hadToWait, originOf } from '../durations/lesson-of.js';
import { fold } from '../journey/fold.js';
import type { OrderJourney } from '../journey/order-journey.js';
import type { Instant } from '../time/instant.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import type { Forecast, Visibility } from './forecast.js';
import { forecast } from './make-forecast.js';

export interface ForecastArrivalInput {
  readonly orderJourney: OrderJourney;
  /** The carriers' working days, in the zone of the customers. */
  readonly calendar: WorkCalendar;
  readonly durations: BrandDurations;
  readonly asOf: Instant;
}

export type ArrivalForecast = Pick<Forecast, 'estimate' | 'interval' | 'validUntil'>;

const NO_PARCEL = fold([]);
const NOTHING_TO_SEE: Visibility = { lastProvenAt: null, blindSince: null };

/**
 * When an order arrives of which there is no parcel yet, by how long the brand's orders took from their purchase on. Null
 * where nothing is to be sent, or where it was held or waits for goods: then it is like none of them.
 */
export function forecastArrival(input: ForecastArrivalInput): ArrivalForecast | null {
  const { orderJourney, calendar, durations, asOf } = input;
  const { order, parcels, isCancelled, isComplete } = orderJourney;
  if (order === null || isCancelled || isComplete || order.delivery !== 'ship') return null;
  if (parcels.length > 0 || hadToWait(orderJourney)) return null;
  const origin = originOf(order, { carrier: null, service: null, labelledAt: null });
  const { promisedDate } = order;
  return forecast({
    journey: NO_PARCEL,
    labelledAt: null,
    promisedDate,
    calendar,
    visibility: NOTHING_TO_SEE,
    learned: { durations, origin },
    asOf,
  });
}
