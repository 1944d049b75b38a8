import type { DeliveryInterval, GivenInterval, Leg } from '../forecast/forecast.js';
import { SHIPPED_THRESHOLDS } from '../forecast/shipped-thresholds.js';
import { daysOfLeg } from '../forecast/watch-leg.js';
import type { LegThreshold, SilenceThresholds, WatchedLeg } from '../forecast/shipped-thresholds.js';
import { daysBetween } from '../time/calendar-date.js';
import { fromMillis, toMillis } from '../time/instant.js';
import type { CalendarDate, Instant } from '../time/instant.js';
import type { Calendars } from '../time/calendars.js';
import { addBusinessHours, businessHoursBetween, workStartsAt } from '../time/work-calendar.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import { dateIn } from '../time/zone-offset.js';
import type { CarrierEta } from '../words/tracking-event.js';
import type { DurationDistribution } from './duration-distribution.js';
import { DurationBook } from './duration-book.js';
import type { BookState, SpanKind } from './duration-book.js';
import { IntervalEstimator } from './interval-estimator.js';
import type { EstimatorState } from './interval-estimator.js';
import { RealisedCoverage } from './realised-coverage.js';
import type { CoverageRow } from './realised-coverage.js';

/** Whose way: what a parcel's durations have in common with others'. */
export interface ParcelWay {
  readonly carrier: string | null;
  readonly service: string | null;
  /** Destination country and region. */
  readonly lane: string | null;
}

/** A moment from which a delivery can be estimated. */
export interface EstimateMoment extends ParcelWay {
  readonly leg: Leg;
  /** The event that it starts from: order, label or the last handling. */
  readonly since: Instant;
  /** How many times it was handled by then. */
  readonly handlings: number;
  /** Why it is held up, if it is. */
  readonly trouble: string | null;
  readonly carrierEta: CarrierEta | null;
  readonly promisedDate: CalendarDate | null;
}

/** A quiet stretch between two handlings, or from label to pick-up. */
export interface Gap extends ParcelWay {
  readonly leg: WatchedLeg;
  readonly from: Instant;
  readonly to: Instant;
}

/** The warehouse's work on an order, from when it could begin to the label. */
export interface Handling {
  readonly from: Instant;
  readonly to: Instant;
}

/** What one parcel taught, once it arrived. */
export interface DurationLesson {
  readonly deliveredAt: Instant;
  readonly moments: readonly EstimateMoment[];
  readonly gaps: readonly Gap[];
  /** Left out where the order had to wait for something. */
  readonly handling?: Handling;
  /** What was said on the way, where it was kept; else what would be said now is judged in its place. */
  readonly said?: readonly GivenInterval[];
}

export interface BrandDurationsState {
  readonly deliveries: BookState;
  readonly gaps: BookState;
  readonly estimator: EstimatorState;
  readonly coverage: readonly CoverageRow[];
}

const OPTIONS = {
  borrowedSpans: 20,
  dateSpread: 0.15,
  staleSpans: 400,
} as const;
const DELIVERIES_FADE_DAYS = 45;
/** A parcel has many gaps and one delivery, so they can follow a peak within days. */
const GAPS_FADE_DAYS = 14;
const CONFORMAL_RATE = 0.003;
const RECALIBRATION_DAYS = 60;
/** Spans are estimated once parcels have been watched for so many times as long. */
const SEEN_TIMES = 1.3;
/** Below this a threshold that was learned is an anecdote, and the shipped one stands. */
const LEAST_GAPS = 80;
/** Standard deviations from the median of a normal distribution to its 90 % quantile, and to the tail that is called a silence. */
const NORMAL_90 = 1.2816;
const NORMAL_TAIL = 2.6;
/** A gap longer than all but six of a thousand is a silence; a parcel has about six. */
const USUAL_GAP_SHARE = 0.994;
/** FIELD: thresholds below a day are refused as over-messaging. */
const LEAST_GAP_HOURS = 24;
const DAY_MS = 86_400_000;
/** Of the brand's warehouse, whatever the way that the parcel goes. */
const HANDLING: SpanKind = { span: 'handling', path: [], datedDays: null };
const WATCHED = Object.keys(SHIPPED_THRESHOLDS) as WatchedLeg[];

/**
 * What a brand's own parcels taught about how long things take: one book for the estimates and for silence. Hours are
 * those of the carriers' working days. Where it knows too little it says so, and what was shipped stands in.
 */
export class BrandDurations {
  readonly #calendars: Calendars;
  readonly #deliveries: DurationBook;
  readonly #gaps: DurationBook;
  readonly #estimator: IntervalEstimator;
  readonly #coverage = new RealisedCoverage();
  #handling: { readonly day: number; readonly businessHours: number | null } | null = null;
  readonly #thresholds = new Map<string, { readonly day: number; readonly thresholds: SilenceThresholds }>();

  constructor(calendars: Calendars, state?: BrandDurationsState) {
    const calendar = calendars.carrierDays;
    this.#calendars = calendars;
    this.#deliveries = bookOf(calendar, DELIVERIES_FADE_DAYS, state?.deliveries);
    this.#gaps = bookOf(calendar, GAPS_FADE_DAYS, state?.gaps);
    this.#estimator = new IntervalEstimator(this.#deliveries, {
      conformalRate: CONFORMAL_RATE,
      recalibrationDays: RECALIBRATION_DAYS,
    });
    if (state !== undefined) {
      this.#estimator.restore(state.estimator);
      this.#coverage.restore(state.coverage);
    }
  }

  /** Null: too little data. */
  estimate(moment: EstimateMoment, asOf: Instant): DeliveryInterval | null {
    const estimate = this.#estimator.estimate(moment.leg, this.#kindOf(moment), dayOf(asOf));
    if (estimate === null) return null;
    const { likelyHours, within80, within95 } = estimate;
    if (within95.toHours * SEEN_TIMES > this.#deliveries.seenHours(dayOf(asOf))) return null;
    const after = (hours: number): Instant =>
      addBusinessHours(this.#calendars.carrierDays, moment.since, hours);
    return {
      leg: moment.leg,
      since: moment.since,
      likelyAt: after(likelyHours),
      within80: { from: after(within80.fromHours), to: after(within80.toHours) },
      within95: {
        from: after(Math.min(within80.fromHours, within95.fromHours)),
        to: after(Math.max(within80.toHours, within95.toHours)),
      },
    };
  }

  /** How long a quiet is usual in each leg of this way; renewed once a day. */
  thresholdsOf(way: ParcelWay, asOf: Instant): SilenceThresholds {
    const day = dayOf(asOf);
    const key = pathOf(way).join('|');
    const known = this.#thresholds.get(key);
    if (known?.day === day) return known.thresholds;
    const found = WATCHED.map((leg) => [leg, this.#thresholdOf(way, leg, day)] as const);
    const thresholds = { ...SHIPPED_THRESHOLDS, ...Object.fromEntries(found) };
    this.#thresholds.set(key, { day, thresholds });
    return thresholds;
  }

  /** Opening hours within which the warehouse gets nearly every order ready; renewed once a day. Null: too little data. */
  handlingBusinessHours(asOf: Instant): number | null {
    const day = dayOf(asOf);
    if (this.#handling?.day !== day) {
      const distribution = this.#gaps.distributionOf(HANDLING, day);
      const isKnown = distribution !== null && distribution.weight >= LEAST_GAPS;
      this.#handling = { day, businessHours: isKnown ? Math.ceil(usualGapHours(distribution)) : null };
    }
    return this.#handling.businessHours;
  }

  /** Judges what would have been said of this parcel before it learns from it. Give each parcel once. */
  learn({ deliveredAt, moments, gaps, handling, said }: DurationLesson): void {
    const lane = moments[0]?.lane ?? 'unknown';
    for (const each of said ?? this.#recall(moments, deliveredAt)) this.#judge(each, lane, deliveredAt);
    for (const moment of moments) {
      const hours = businessHoursBetween(this.#calendars.carrierDays, moment.since, deliveredAt);
      const days = { began: dayOf(moment.since), ended: dayOf(deliveredAt) };
      const kind = this.#kindOf(moment);
      this.#estimator.note(moment.leg, kind, { day: days.ended, hours });
      this.#deliveries.addEnded(kind, days, hours);
    }
    for (const gap of gaps) {
      const calendar = daysOfLeg(gap.leg, this.#calendars);
      this.#gaps.addEnded(
        gapKind(gap, gap.leg),
        daysOf(gap),
        businessHoursBetween(calendar, gap.from, gap.to),
      );
    }
    if (handling !== undefined) this.#learnHandling(handling);
  }

  #learnHandling(handling: Handling): void {
    const { warehouse } = this.#calendars;
    const hours = businessHoursBetween(warehouse, workStartsAt(warehouse, handling.from), handling.to);
    this.#gaps.addEnded(HANDLING, daysOf(handling), hours);
  }

  /** Realised coverage and width by leg and lane. */
  coverage(): readonly CoverageRow[] {
    return this.#coverage.rows();
  }

  toState(): BrandDurationsState {
    return {
      deliveries: this.#deliveries.toState(),
      gaps: this.#gaps.toState(),
      estimator: this.#estimator.toState(),
      coverage: this.coverage(),
    };
  }

  #recall(moments: readonly EstimateMoment[], asOf: Instant): readonly DeliveryInterval[] {
    return moments.flatMap((moment) => this.estimate(moment, asOf) ?? []);
  }

  #judge(said: GivenInterval, lane: string, deliveredAt: Instant): void {
    const { leg, within80, within95 } = said;
    const isIn80 = within80.from <= deliveredAt && deliveredAt <= within80.to;
    const isIn95 = within95.from <= deliveredAt && deliveredAt <= within95.to;
    this.#estimator.settle(leg, 80, isIn80);
    this.#estimator.settle(leg, 95, isIn95);
    this.#coverage.add({ leg, lane, isIn80, isIn95, said });
  }

  #thresholdOf(way: ParcelWay, leg: WatchedLeg, day: number): LegThreshold {
    const kind = gapKind(way, leg);
    for (let depth = kind.path.length; depth >= 0; depth -= 1) {
      const distribution = this.#gaps.distributionOf({ ...kind, path: kind.path.slice(0, depth) }, day);
      if (distribution === null || distribution.weight < LEAST_GAPS) continue;
      const businessHours = Math.max(LEAST_GAP_HOURS, Math.round(usualGapHours(distribution)));
      return { businessHours, source: `learned: ${USUAL_GAP_SHARE} of gaps in this leg` };
    }
    return SHIPPED_THRESHOLDS[leg];
  }

  #kindOf(moment: EstimateMoment): SpanKind {
    const { leg, since, handlings, trouble, carrierEta, promisedDate } = moment;
    const date = carrierEta?.to ?? promisedDate;
    const evidence = carrierEta === null ? 'promise' : 'carrier';
    const datedDays =
      date === null ? null : daysBetween(dateIn(this.#calendars.carrierDays.zone, since), date);
    const span = `delivery:${leg}:${date === null ? 'none' : evidence}`;
    const path = [String(Math.min(4, handlings)), ...pathOf(moment), trouble ?? ''];
    return { span, path, datedDays };
  }
}

function bookOf(calendar: WorkCalendar, fadingDays: number, state: BookState | undefined): DurationBook {
  const options = {
    ...OPTIONS,
    fadingDays,
    hoursBetweenDays: (from: number, to: number): number =>
      businessHoursBetween(calendar, fromMillis(from * DAY_MS), fromMillis(to * DAY_MS)),
  };
  return state === undefined ? new DurationBook(options) : DurationBook.fromState(state, options);
}

/**
 * Gaps that were silences are among those it learns from, and in a quiet leg they are most of the longest. So the
 * longest hundredths are not read off where the body of the gaps, as a log-normal one, says that they are shorter.
 */
function usualGapHours(distribution: DurationDistribution): number {
  const median = distribution.quantileHours(0.5);
  const spread = Math.log(distribution.quantileHours(0.9) / median) / NORMAL_90;
  const expected = median * Math.exp(spread * NORMAL_TAIL);
  return Math.min(distribution.quantileHours(USUAL_GAP_SHARE), expected);
}

function gapKind(way: ParcelWay, leg: WatchedLeg): SpanKind {
  return { span: `gap:${leg}`, path: pathOf(way) };
}

function daysOf({ from, to }: Handling): { readonly began: number; readonly ended: number } {
  return { began: dayOf(from), ended: dayOf(to) };
}

function pathOf({ carrier, service, lane }: ParcelWay): string[] {
  return [carrier ?? '', service ?? '', lane ?? ''];
}

function dayOf(at: Instant): number {
  return Math.floor(toMillis(at) / DAY_MS);
}
