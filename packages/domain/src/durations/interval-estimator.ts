import { ConformalLevel } from './conformal-level.js';
import type { ConformalState } from './conformal-level.js';
import type { DurationBook, SpanKind } from './duration-book.js';
import type { DurationDistribution, HoursInterval } from './duration-distribution.js';

const OPTIMISM = 5;

/** How long a span will take, in the hours that the book counts. */
export interface DurationEstimate {
  readonly likelyHours: number;
  readonly within80: HoursInterval;
  readonly within95: HoursInterval;
}

export interface EstimatorState {
  readonly levels: Readonly<Record<string, { readonly at80: ConformalState; readonly at95: ConformalState }>>;
}

interface Levels {
  readonly at80: ConformalLevel;
  readonly at95: ConformalLevel;
}

/** Intervals out of a book of durations, held to what they promise by the brand's own outcomes. */
export class IntervalEstimator {
  readonly #book: DurationBook;
  readonly #rate: number;
  readonly #levels = new Map<string, Levels>();

  constructor(book: DurationBook, rate: number) {
    this.#book = book;
    this.#rate = rate;
  }

  /** `series` is what is corrected together, such as a leg. Null: too little data. */
  estimate(series: string, kind: SpanKind, day: number): DurationEstimate | null {
    const distribution = this.#book.distributionOf(kind, day);
    if (distribution === null) return null;
    const { at80, at95 } = this.#levelsOf(series);
    return {
      likelyHours: distribution.quantileHours(0.5),
      within80: narrowestOf(distribution, at80.coverage),
      within95: narrowestOf(distribution, at95.coverage),
    };
  }

  /** Whether an outcome fell inside the interval that was to hold 80 % or 95 % of them. */
  settle(series: string, nominal: 80 | 95, isInside: boolean): void {
    const { at80, at95 } = this.#levelsOf(series);
    (nominal === 80 ? at80 : at95).settle(isInside);
  }

  toState(): EstimatorState {
    const levels = [...this.#levels].map(([series, { at80, at95 }]) => [
      series,
      { at80: at80.toState(), at95: at95.toState() },
    ]);
    return { levels: Object.fromEntries(levels) as EstimatorState['levels'] };
  }

  restore(state: EstimatorState): void {
    for (const [series, { at80, at95 }] of Object.entries(state.levels)) {
      this.#levels.set(series, {
        at80: ConformalLevel.fromState(at80, 0.8, this.#rate),
        at95: ConformalLevel.fromState(at95, 0.95, this.#rate),
      });
    }
  }

  #levelsOf(series: string): Levels {
    let levels = this.#levels.get(series);
    if (levels === undefined) {
      levels = { at80: new ConformalLevel(0.8, this.#rate), at95: new ConformalLevel(0.95, this.#rate) };
      this.#levels.set(series, levels);
    }
    return levels;
  }
}

/**
 * The narrowest interval of a sample is narrower than that of the world it was drawn from, by an error that falls with
 * the number of spans to the power of two thirds, as that of a mode does. It is asked for as much more.
 */
function narrowestOf(distribution: DurationDistribution, coverage: number): HoursInterval {
  const optimism = OPTIMISM * distribution.weight ** (-2 / 3);
  return distribution.narrowest(coverage + (1 - coverage) * Math.min(0.5, optimism));
}
