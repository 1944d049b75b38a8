import { ConformalLevel } from './conformal-level.js';
import type { ConformalState } from './conformal-level.js';
import type { DurationBook, SpanKind } from './duration-book.js';
import type { HoursInterval } from './duration-distribution.js';
import { Recalibration } from './recalibration.js';
import type { Foreseen, RecalibrationState } from './recalibration.js';

/** How long a span will take, in the hours that the book counts. */
export interface DurationEstimate {
  readonly likelyHours: number;
  readonly within80: HoursInterval;
  readonly within95: HoursInterval;
}

export interface EstimatorOptions {
  /** How much one outcome moves the coverage that is asked for. */
  readonly conformalRate: number;
  /** After so many days an outcome weighs 1/e of what it did. */
  readonly recalibrationDays: number;
}

export interface EstimatorState {
  readonly levels: Readonly<Record<string, { readonly at80: ConformalState; readonly at95: ConformalState }>>;
  /** Left out by what was learned before there were any. */
  readonly recalibrations?: Readonly<Record<string, RecalibrationState>>;
}

interface Series {
  readonly recalibration: Recalibration;
  at80: ConformalLevel;
  at95: ConformalLevel;
}

/**
 * Intervals out of a book of durations, held to what they promise by the brand's own outcomes: asked as wide as would
 * have held the last ones of the series, and wider or narrower as long as those that were given still miss too many or
 * too few.
 */
export class IntervalEstimator {
  readonly #book: DurationBook;
  readonly #options: EstimatorOptions;
  readonly #series = new Map<string, Series>();

  constructor(book: DurationBook, options: EstimatorOptions) {
    this.#book = book;
    this.#options = options;
  }

  /** `series` is what is corrected together, such as a leg. Null: too little data. */
  estimate(series: string, kind: SpanKind, day: number): DurationEstimate | null {
    const foreseen = this.#book.distributionOf(kind, day);
    if (foreseen === null) return null;
    const { recalibration, at80, at95 } = this.#seriesOf(series);
    return {
      likelyHours: foreseen.quantileHours(0.5),
      within80: foreseen.narrowest(recalibration.coverageFor(at80.coverage, day)),
      within95: foreseen.narrowest(recalibration.coverageFor(at95.coverage, day)),
    };
  }

  /** A span began; give what this returns to `end`. Null: too little is known to be right or wrong about it. */
  begin(series: string, kind: SpanKind, beganDay: number): Foreseen | null {
    const distribution = this.#book.distributionOf(kind, beganDay);
    if (distribution === null) return null;
    const foreseen = { distribution, beganDay };
    this.#seriesOf(series).recalibration.begin(foreseen);
    return foreseen;
  }

  end(series: string, foreseen: Foreseen, hours: number): void {
    this.#seriesOf(series).recalibration.end(foreseen, hours);
  }

  /** A span of which `begin` did not tell has ended. Before the book is told of it. */
  note(series: string, kind: SpanKind, ended: { readonly day: number; readonly hours: number }): void {
    const distribution = this.#book.distributionOf(kind, ended.day);
    if (distribution === null) return;
    this.#seriesOf(series).recalibration.add(ended.day, distribution.coverageAt(ended.hours));
  }

  /** Whether an outcome fell inside the interval that was to hold 80 % or 95 % of them. */
  settle(series: string, nominal: 80 | 95, isInside: boolean): void {
    const { at80, at95 } = this.#seriesOf(series);
    (nominal === 80 ? at80 : at95).settle(isInside);
  }

  toState(): EstimatorState {
    const each = [...this.#series];
    return {
      levels: Object.fromEntries(
        each.map(([name, { at80, at95 }]) => [name, { at80: at80.toState(), at95: at95.toState() }]),
      ),
      recalibrations: Object.fromEntries(
        each.map(([name, { recalibration }]) => [name, recalibration.toState()]),
      ),
    };
  }

  restore({ levels, recalibrations = {} }: EstimatorState): void {
    const { conformalRate } = this.#options;
    for (const [name, { at80, at95 }] of Object.entries(levels)) {
      const series = this.#seriesOf(name);
      series.at80 = ConformalLevel.fromState(at80, 0.8, conformalRate);
      series.at95 = ConformalLevel.fromState(at95, 0.95, conformalRate);
    }
    for (const [name, state] of Object.entries(recalibrations))
      this.#seriesOf(name).recalibration.restore(state);
  }

  #seriesOf(name: string): Series {
    const { conformalRate, recalibrationDays } = this.#options;
    let series = this.#series.get(name);
    if (series === undefined) {
      series = {
        recalibration: new Recalibration({
          fadingDays: recalibrationDays,
          hoursBetweenDays: (from, to) => this.#book.hoursBetween(from, to),
        }),
        at80: new ConformalLevel(0.8, conformalRate),
        at95: new ConformalLevel(0.95, conformalRate),
      };
      this.#series.set(name, series);
    }
    return series;
  }
}
