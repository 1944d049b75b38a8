import type { DeliveryInterval, Leg } from '../forecast/forecast.js';
import { SHIPPED_THRESHOLDS } from '../forecast/shipped-thresholds.js';
import type { LegThreshold, SilenceThresholds, WatchedLeg } from '../forecast/shipped-thresholds.js';
import { daysBetween } from '../time/calendar-date.js';
import { fromMillis, toMillis } from '../time/instant.js';
import type { CalendarDate, Instant } from '../time/instant.js';
import { addBusinessHours, businessHoursBetween } from '../time/work-calendar.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import { dateIn } from '../time/zone-offset.js';
import type { CarrierEta } from '../words/tracking-event.js';
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

/** What one parcel taught, once it arrived. */
export interface DurationLesson {
  readonly deliveredAt: Instant;
  readonly moments: readonly EstimateMoment[];
  readonly gaps: readonly Gap[];
  /** What was said on the way, where it was kept; else what would be said now is judged in its place. */
  readonly said?: readonly DeliveryInterval[];
}

export interface BrandDurationsState {
  readonly book: BookState;
  readonly estimator: EstimatorState;
  readonly coverage: readonly CoverageRow[];
}

const OPTIONS = {
  fadingDays: 45,
  borrowedSpans: 20,
  dateSpread: 0.15,
  staleSpans: 40,
} as const;
const CONFORMAL_RATE = 0.004;
/** A gap longer than all but five of a thousand is a silence; a parcel has about six. */
const USUAL_GAP_SHARE = 0.996;
/** FIELD: thresholds below a day are refused as over-messaging. */
const LEAST_GAP_HOURS = 24;
const DAY_MS = 86_400_000;
const WATCHED = Object.keys(SHIPPED_THRESHOLDS) as WatchedLeg[];

/**
 * What a brand's own parcels taught about how long things take: one book for the estimates and for silence. Hours are
 * those of the carriers' working days. Where it knows too little it says so, and what was shipped stands in.
 */
export class BrandDurations {
  readonly #calendar: WorkCalendar;
  readonly #book: DurationBook;
  readonly #estimator: IntervalEstimator;
  readonly #coverage = new RealisedCoverage();
  readonly #thresholds = new Map<string, { readonly day: number; readonly thresholds: SilenceThresholds }>();

  constructor(calendar: WorkCalendar, state?: BrandDurationsState) {
    this.#calendar = calendar;
    const options = {
      ...OPTIONS,
      hoursBetweenDays: (from: number, to: number): number =>
        businessHoursBetween(calendar, fromMillis(from * DAY_MS), fromMillis(to * DAY_MS)),
    };
    this.#book =
      state === undefined ? new DurationBook(options) : DurationBook.fromState(state.book, options);
    this.#estimator = new IntervalEstimator(this.#book, CONFORMAL_RATE);
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
    const after = (hours: number): Instant => addBusinessHours(this.#calendar, moment.since, hours);
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

  /** Judges what would have been said of this parcel before it learns from it. Give each parcel once. */
  learn({ deliveredAt, moments, gaps, said }: DurationLesson): void {
    const lane = moments[0]?.lane ?? 'unknown';
    for (const each of said ?? this.#recall(moments, deliveredAt)) this.#judge(each, lane, deliveredAt);
    for (const moment of moments) {
      const hours = businessHoursBetween(this.#calendar, moment.since, deliveredAt);
      this.#book.add(this.#kindOf(moment), dayOf(moment.since), hours);
    }
    for (const gap of gaps) {
      const hours = businessHoursBetween(this.#calendar, gap.from, gap.to);
      this.#book.add(gapKind(gap, gap.leg), dayOf(gap.from), hours);
    }
  }

  /** Realised coverage and width by leg and lane. */
  coverage(): readonly CoverageRow[] {
    return this.#coverage.rows();
  }

  toState(): BrandDurationsState {
    return { book: this.#book.toState(), estimator: this.#estimator.toState(), coverage: this.coverage() };
  }

  #recall(moments: readonly EstimateMoment[], asOf: Instant): readonly DeliveryInterval[] {
    return moments.flatMap((moment) => this.estimate(moment, asOf) ?? []);
  }

  #judge(said: DeliveryInterval, lane: string, deliveredAt: Instant): void {
    const { leg, within80, within95 } = said;
    const isIn80 = within80.from <= deliveredAt && deliveredAt <= within80.to;
    const isIn95 = within95.from <= deliveredAt && deliveredAt <= within95.to;
    this.#estimator.settle(leg, 80, isIn80);
    this.#estimator.settle(leg, 95, isIn95);
    this.#coverage.add({ leg, lane, isIn80, isIn95, said });
  }

  #thresholdOf(way: ParcelWay, leg: WatchedLeg, day: number): LegThreshold {
    const distribution = this.#book.distributionOf(gapKind(way, leg), day);
    if (distribution === null) return SHIPPED_THRESHOLDS[leg];
    const businessHours = Math.max(LEAST_GAP_HOURS, Math.round(distribution.quantileHours(USUAL_GAP_SHARE)));
    return { businessHours, source: `learned: ${USUAL_GAP_SHARE} of gaps in this leg` };
  }

  #kindOf(moment: EstimateMoment): SpanKind {
    const { leg, since, handlings, trouble, carrierEta, promisedDate } = moment;
    const date = carrierEta?.to ?? promisedDate;
    const evidence = carrierEta === null ? 'promise' : 'carrier';
    const datedDays = date === null ? null : daysBetween(dateIn(this.#calendar.zone, since), date);
    const span = `delivery:${leg}:${date === null ? 'none' : evidence}`;
    const path = [String(Math.min(4, handlings)), ...pathOf(moment), trouble ?? ''];
    return { span, path, datedDays };
  }
}

function gapKind(way: ParcelWay, leg: WatchedLeg): SpanKind {
  return { span: `gap:${leg}`, path: pathOf(way) };
}

function pathOf({ carrier, service, lane }: ParcelWay): string[] {
  return [carrier ?? '', service ?? '', lane ?? ''];
}

function dayOf(at: Instant): number {
  return Math.floor(toMillis(at) / DAY_MS);
}
