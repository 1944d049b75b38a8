import type { Journey } from '../journey/journey.js';
import { addDays } from '../time/calendar-date.js';
import { earliest } from '../time/instant.js';
import type { CalendarDate, Instant } from '../time/instant.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import { dateIn, endOfDate } from '../time/zone-offset.js';
import { isTerminal } from '../words/milestone.js';
import type { BrandDurations } from '../durations/brand-durations.js';
import { momentOf } from '../durations/lesson-of.js';
import type { ParcelOrigin } from '../durations/lesson-of.js';
import { assessSilence } from './assess-silence.js';
import type { SilenceAssessment } from './assess-silence.js';
import type { DeliveryInterval, Estimate, Forecast, Leg, Visibility } from './forecast.js';
import { SHIPPED_THRESHOLDS } from './shipped-thresholds.js';
import type { SilenceThresholds } from './shipped-thresholds.js';
import { daysOfLeg, legOf, watchOf } from './watch-leg.js';

export interface ForecastInput {
  readonly journey: Journey;
  /** When the shop recorded the dispatch; counts as the label's making unless an event tells an earlier one. Null before. */
  readonly labelledAt: Instant | null;
  /** Cancelled by the shop, or nothing in it is owed any more. */
  readonly isCancelled?: boolean;
  /** The date that the shop promised at purchase. */
  readonly promisedDate?: CalendarDate | null | undefined;
  /** The carrier's working days, in the zone of the destination. */
  readonly calendar: WorkCalendar;
  /** While a parcel waits to be fetched only days count on which it works too; left out: every day of the carrier's. */
  readonly warehouse?: WorkCalendar | undefined;
  readonly thresholds?: SilenceThresholds;
  /** What the brand's own parcels taught, and whose way this one is; without them only dates at hand are used. */
  readonly learned?: { readonly durations: BrandDurations; readonly origin: ParcelOrigin };
  readonly visibility: Visibility;
  /** An incident holds the parcel up: by so many days its estimate reaches further. Left out: none does. */
  readonly delayDays?: number;
  readonly asOf: Instant;
}

const NOTHING_EXPECTED: Forecast = {
  estimate: null,
  silence: { state: 'none' },
  leg: null,
  nextEventBy: null,
  validUntil: null,
};

/** What can be expected of one parcel at `asOf`: when it arrives, whether it is too quiet, and when to ask again. */
export function forecast(input: ForecastInput): Forecast {
  const { journey, labelledAt, calendar, asOf } = input;
  const leg = isOver(input) ? null : legOf(journey, labelledAt);
  if (leg === null) return NOTHING_EXPECTED;
  const { silence, opensAt } = listen(input, leg);
  const { estimate, interval, overdueSince } = estimateDelivery(input, leg);
  const nextEventBy = opensAt !== null && opensAt > asOf ? opensAt : null;
  const estimateEndsAt = estimate === null ? null : endOfDate(calendar.zone, estimate.to);
  return {
    estimate,
    ...(interval === undefined ? {} : { interval }),
    silence,
    leg,
    nextEventBy,
    ...(overdueSince === undefined ? {} : { overdueSince }),
    validUntil: earliest([nextEventBy, estimateEndsAt]),
  };
}

/** No scan is due before there is a label, nor while the parcel waits to be collected. */
function listen(input: ForecastInput, leg: Leg): SilenceAssessment {
  const { journey, labelledAt, visibility, asOf, learned } = input;
  const thresholds =
    input.thresholds ?? learned?.durations.thresholdsOf(learned.origin, asOf) ?? SHIPPED_THRESHOLDS;
  const watch = leg === 'pickup_point' || leg === 'preparing' ? null : watchOf(journey, labelledAt);
  if (watch === null) return { silence: { state: 'none' }, opensAt: null };
  return assessSilence({ journey, watch, calendar: daysOf(input, watch.leg), thresholds, visibility, asOf });
}

function daysOf({ warehouse, calendar }: ForecastInput, leg: Leg): WorkCalendar {
  return warehouse === undefined ? calendar : daysOfLeg(leg, { warehouse, carrierDays: calendar });
}

/** Delivered or otherwise ended, taken back, or travelling under another number. */
function isOver({ journey, isCancelled = false }: ForecastInput): boolean {
  if (isCancelled || journey.replacedBy !== null) return true;
  return journey.current !== null && isTerminal(journey.current.milestone);
}

interface DeliveryEstimate {
  readonly estimate: Estimate | null;
  readonly interval?: DeliveryInterval;
  readonly overdueSince?: CalendarDate;
}

const NO_ESTIMATE: DeliveryEstimate = { estimate: null };

/** What was learned of parcels like this; where that is too little the dates at hand. */
function estimateDelivery(input: ForecastInput, leg: Leg): DeliveryEstimate {
  if (leg === 'pickup_point' || input.journey.current?.milestone === 'returning') return NO_ESTIMATE;
  return widen(learnedEstimate(input) ?? datedEstimate(input), input);
}

/** How many parcels of an incident arrive inside was never measured. */
function widen(expected: DeliveryEstimate, { delayDays = 0 }: ForecastInput): DeliveryEstimate {
  const { estimate } = expected;
  if (delayDays === 0 || estimate === null) return expected;
  return { ...expected, estimate: { ...estimate, to: addDays(estimate.to, delayDays), coverage: null } };
}

function learnedInterval({ journey, learned, asOf }: ForecastInput): DeliveryInterval | null {
  if (learned === undefined) return null;
  const moment = momentOf(journey, learned.origin);
  return moment === null ? null : learned.durations.estimate(moment, asOf);
}

/** Past the interval that holds 80 % it is as wide as 95 %; past that nothing can be said but that it is late. */
function learnedEstimate(input: ForecastInput): DeliveryEstimate | null {
  const { calendar, asOf } = input;
  const interval = learnedInterval(input);
  if (interval === null) return null;
  const { within80, within95 } = interval;
  if (within95.to < asOf) return { ...NO_ESTIMATE, overdueSince: dateIn(calendar.zone, within95.to) };
  const isPast80 = within80.to < asOf;
  const from = isPast80 || within80.from < asOf ? asOf : within80.from;
  const to = isPast80 ? within95.to : within80.to;
  return {
    estimate: {
      from: dateIn(calendar.zone, from),
      to: dateIn(calendar.zone, to),
      coverage: isPast80 ? null : 0.8,
      basis: 'learned',
    },
    interval,
  };
}

/** The carrier's own date while it can still come true, else the shop's promise; a date that has passed is none. */
function datedEstimate({ journey, promisedDate, calendar, asOf }: ForecastInput): DeliveryEstimate {
  const { carrierEta } = journey;
  if (carrierEta === null && !promisedDate) return NO_ESTIMATE;
  const today = dateIn(calendar.zone, asOf);
  if (carrierEta !== null) {
    if (carrierEta.to < today) return { estimate: null, overdueSince: carrierEta.to };
    return { estimate: { from: carrierEta.from, to: carrierEta.to, coverage: null, basis: 'carrier' } };
  }
  if (!promisedDate || promisedDate < today) return NO_ESTIMATE;
  return { estimate: { from: promisedDate, to: promisedDate, coverage: null, basis: 'promise' } };
}
