import { BINS, edgeHours } from './duration-bins.js';
import type { DurationTally } from './duration-sketch.js';

export interface HoursInterval {
  readonly fromHours: number;
  readonly toHours: number;
}

const LOWER_STEP = 0.01;
const COVERAGE_STEPS = 400;

/**
 * How long a span takes that ends at all, by the product-limit estimate of Kaplan and Meier: what is still open counts
 * as long as it has been.
 */
export class DurationDistribution {
  /** The share that has ended by a bin's first edge. */
  readonly #ended = new Float64Array(BINS + 1);
  readonly #narrowest = new Map<number, HoursInterval>();
  /** How many spans it rests on, by their weight. */
  readonly weight: number;

  constructor({ ended, open, weight }: DurationTally) {
    this.weight = weight;
    let atRisk = sum(ended) + sum(open);
    let lasting = 1;
    ended.forEach((endedHere, bin) => {
      if (atRisk > 1e-9) lasting *= Math.max(0, 1 - endedHere / atRisk);
      atRisk -= endedHere + (open[bin] ?? 0);
      this.#ended[bin + 1] = 1 - lasting;
    });
    const all = 1 - lasting;
    if (all > 0) this.#ended.forEach((share, bin) => (this.#ended[bin] = share / all));
  }

  /** The share that takes no longer than so many hours. */
  shareWithin(hours: number): number {
    let bin = 0;
    while (bin < BINS && edgeHours(bin + 1) <= hours) bin += 1;
    if (bin === BINS) return 1;
    const [from, to] = [edgeHours(bin), edgeHours(bin + 1)];
    const [before, after] = [this.#ended[bin] ?? 0, this.#ended[bin + 1] ?? 0];
    return before + ((after - before) * (hours - from)) / (to - from);
  }

  quantileHours(share: number): number {
    let low = 0;
    let high = BINS - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ended[middle + 1] ?? 0) < share) low = middle + 1;
      else high = middle;
    }
    const [before, after] = [this.#ended[low] ?? 0, this.#ended[low + 1] ?? 0];
    const within = after > before ? Math.min(1, Math.max(0, (share - before) / (after - before))) : 0;
    return edgeHours(low) + within * (edgeHours(low + 1) - edgeHours(low));
  }

  /**
   * The narrowest interval that holds this share. Durations have a long tail, so it lies lower, and is a good deal
   * narrower, than the one that leaves out as much on either side. Remembered to a 400th.
   */
  narrowest(coverage: number): HoursInterval {
    const steps = Math.round(Math.min(0.999, Math.max(0.05, coverage)) * COVERAGE_STEPS);
    let found = this.#narrowest.get(steps);
    if (found === undefined) {
      found = this.#findNarrowest(Math.min(0.999, steps / COVERAGE_STEPS));
      this.#narrowest.set(steps, found);
    }
    return found;
  }

  #findNarrowest(coverage: number): HoursInterval {
    let best: HoursInterval = { fromHours: this.quantileHours(0), toHours: this.quantileHours(coverage) };
    for (let lower = 0; lower + coverage <= 1; lower += LOWER_STEP) {
      const fromHours = this.quantileHours(lower);
      const toHours = this.quantileHours(lower + coverage);
      if (toHours - fromHours < best.toHours - best.fromHours) best = { fromHours, toHours };
    }
    return best;
  }
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
