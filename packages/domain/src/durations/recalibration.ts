import type { DurationDistribution } from './duration-distribution.js';
import { endedShares } from './ended-shares.js';

/** Coverages are counted in fiftieths. */
const BINS = 50;
/** So many outcomes are taken to have come as promised, whatever came: a few real ones move little. */
const PRIOR_OUTCOMES = 10;
/** What began so many fading times ago weighs less than a thousandth. */
const REACH = 7;

/** A span that was foreseen and has not ended. */
export interface Foreseen {
  readonly distribution: DurationDistribution;
  readonly beganDay: number;
}

/** As it is stored; spans that have not ended are not. */
export interface RecalibrationState {
  readonly day: number;
  readonly ended: readonly number[];
}

export interface RecalibrationOptions {
  /** After so many days an outcome weighs 1/e of what it did. */
  readonly fadingDays: number;
  /** Counting hours from the beginning of a day to that of another. */
  readonly hoursBetweenDays: (from: number, to: number) => number;
}

/**
 * What coverage would have held each outcome: conformal prediction over nested intervals (Gupta, Kuchibhotla and Ramdas,
 * 2022). If distributions were right every fiftieth would be as full as the next. What all of a series have in common
 * that they did not know, a strike, a peak, a sample that was too small for its narrowest interval, shows here after few
 * outcomes, since all ways are counted together. Spans that have not ended count as far as they have come, or only the
 * quick would be heard of in time.
 */
export class Recalibration {
  readonly #options: RecalibrationOptions;
  readonly #ended = new Float64Array(BINS);
  readonly #open = new Set<Foreseen>();
  /** Weights are as of this day. */
  #day = 0;
  #made: { readonly day: number; readonly ended: Float64Array } | null = null;

  constructor(options: RecalibrationOptions) {
    this.#options = options;
  }

  begin(foreseen: Foreseen): void {
    this.#open.add(foreseen);
  }

  end(foreseen: Foreseen, hours: number): void {
    if (this.#open.delete(foreseen)) this.add(foreseen.beganDay, foreseen.distribution.coverageAt(hours));
  }

  /** Of a span that weighs as of that day the interval of this coverage was the least that held it. */
  add(day: number, coverage: number): void {
    this.#bringTo(day);
    const bin = binOf(coverage);
    this.#ended[bin] = (this.#ended[bin] ?? 0) + this.#weightOf(day);
  }

  /** What coverage to ask for so that this share of outcomes falls inside; made anew whenever time has passed. */
  coverageFor(share: number, day: number): number {
    if (this.#made?.day !== day) this.#made = { day, ended: this.#endedOn(day) };
    const { ended } = this.#made;
    let bin = 0;
    while (bin < BINS - 1 && (ended[bin + 1] ?? 1) < share) bin += 1;
    const [before, after] = [ended[bin] ?? 0, ended[bin + 1] ?? 1];
    const within = after > before ? (share - before) / (after - before) : 1;
    return (bin + Math.min(1, Math.max(0, within))) / BINS;
  }

  toState(): RecalibrationState {
    return { day: this.#day, ended: [...this.#ended].map((weight) => Number(weight.toPrecision(6))) };
  }

  restore({ day, ended }: RecalibrationState): void {
    this.#day = day;
    this.#ended.set(ended.slice(0, BINS));
  }

  #endedOn(day: number): Float64Array {
    const { fadingDays, hoursBetweenDays } = this.#options;
    this.#bringTo(day);
    const open = new Float64Array(BINS);
    for (const foreseen of this.#open) {
      const { distribution, beganDay } = foreseen;
      if (day - beganDay > REACH * fadingDays) this.#open.delete(foreseen);
      const bin = binOf(distribution.coverageAfter(hoursBetweenDays(beganDay, day)));
      open[bin] = (open[bin] ?? 0) + this.#weightOf(beganDay);
    }
    return endedShares(
      this.#ended.map((weight) => weight + PRIOR_OUTCOMES / BINS),
      open,
    );
  }

  #weightOf(day: number): number {
    return Math.exp((day - this.#day) / this.#options.fadingDays);
  }

  #bringTo(day: number): void {
    if (day <= this.#day) return;
    const factor = Math.exp((this.#day - day) / this.#options.fadingDays);
    this.#ended.forEach((weight, bin) => (this.#ended[bin] = weight * factor));
    this.#day = day;
  }
}

function binOf(coverage: number): number {
  return Math.min(BINS - 1, Math.floor(coverage * BINS));
}
