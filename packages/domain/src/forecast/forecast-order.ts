import { isPlanned } from '../journey/fold-order.js';
import type { OrderJourney, WaitingLine } from '../journey/order-journey.js';
import type { DispatchForecast } from '../policy/decide-input.js';
import { earliest, earliestAfter } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import { addBusinessHours, workStartsAt } from '../time/work-calendar.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import { startOfDate } from '../time/zone-offset.js';

export interface ForecastOrderInput {
  readonly orderJourney: OrderJourney;
  /** The warehouse's. */
  readonly calendar: WorkCalendar;
  /** Opening hours of the warehouse from order to dispatch. */
  readonly handlingBusinessHours: number;
  readonly asOf: Instant;
}

const NOTHING_WAITS: DispatchForecast = Object.freeze({
  dispatchBy: null,
  isPreparingLate: false,
  validUntil: null,
});

/**
 * By when the part of an order that has not left must leave: the earliest of its lines' dates, each counted from
 * purchase, from the end of a hold or from the day it became available. Nothing is due of what is held, cancelled,
 * digital, to be collected, or not available yet.
 */
export function forecastOrder(input: ForecastOrderInput): DispatchForecast {
  const { orderJourney, calendar, handlingBusinessHours, asOf } = input;
  const { order } = orderJourney;
  if (order === null || orderJourney.isCancelled) return NOTHING_WAITS;
  const ordered = latest(order.placedAt, orderJourney.holdEndedAt);
  const starts: Instant[] = [];
  for (const line of orderJourney.waitingLines)
    if (line.hold === null) starts.push(latest(ordered, availableAt(line, calendar)));
  if (isAnyPlannedParcelDue(orderJourney)) starts.push(ordered);
  if (starts.length === 0) return NOTHING_WAITS;
  const deadlines = starts
    .filter((start) => start <= asOf)
    .map((start) => addBusinessHours(calendar, workStartsAt(calendar, start), handlingBusinessHours));
  const dispatchBy = earliest(deadlines);
  return {
    dispatchBy,
    isPreparingLate: dispatchBy !== null && dispatchBy <= asOf,
    validUntil: earliestAfter(asOf, [...deadlines, ...starts]),
  };
}

function availableAt({ availableFrom }: WaitingLine, calendar: WorkCalendar): Instant | undefined {
  return availableFrom === null ? undefined : startOfDate(calendar.zone, availableFrom);
}

/** What is in a parcel that has no label yet still waits in the warehouse. */
function isAnyPlannedParcelDue({ order, parcels, holds }: OrderJourney): boolean {
  if (
    order?.status !== 'open' ||
    order.delivery !== 'ship' ||
    holds.some(({ lineIds }) => lineIds.length === 0)
  ) {
    return false;
  }
  return parcels.some((parcel) => isPlanned(parcel) && parcel.lines.length > 0);
}

function latest(a: Instant, b: Instant | undefined): Instant {
  return b === undefined || b < a ? a : b;
}
