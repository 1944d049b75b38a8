import { BINS, edgeHours } from './duration-bins.js';
import type { DurationTally } from './duration-sketch.js';
import { endedShares } from './ended-shares.js';

export interface HoursInterval {
  readonly fromHours: number;
  readonly toHours: number;
}

/** Coverages are told apart to a 400th, lower ends to a hundredth. */
const STEPS = 400;
const LOWER_STEPS = 4;
const LEAST_STEPS = 20;

/** How long a span takes that ends at all. */
export class DurationDistribution {
  /** The share that has ended by a bin's first edge. */
  readonly #ended: Float64Array;
  readonly #narrowest = new Map<number, HoursInterval>();
  #quantiles: Float64Array | null = null;

  /** @param weight on how many spans it rests */
  constructor(
    ended: Float64Array,
    readonly weight: number,
  ) {
    this.#ended = ended;
  }

  static of({ ended, open, weight }: DurationTally): DurationDistribution {
    return new DurationDistribution(endedShares(ended, open), weight);
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
    return this.#narrowestOf(Math.round(Math.min(1, Math.max(0.05, coverage)) * STEPS));
  }

  /** The least coverage whose narrowest interval holds a span that lasts so long, to a 400th. */
  coverageAt(hours: number): number {
    return this.#leastCoverage(({ fromHours, toHours }) => fromHours <= hours && hours <= toHours);
  }

  /** The least coverage whose narrowest interval may hold a span that has lasted so long and goes on. */
  coverageAfter(hours: number): number {
    return this.#leastCoverage(({ toHours }) => hours <= toHours);
  }

  #leastCoverage(holds: (interval: HoursInterval) => boolean): number {
    let [low, high] = [LEAST_STEPS, STEPS];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (holds(this.#narrowestOf(middle))) high = middle;
      else low = middle + 1;
    }
    return low === LEAST_STEPS ? 0 : low / STEPS;
  }

  #narrowestOf(steps: number): HoursInterval {
    let found = this.#narrowest.get(steps);
    if (found === undefined) {
      found = this.#findNarrowest(steps);
      this.#narrowest.set(steps, found);
    }
    return found;
  }

  #findNarrowest(steps: number): HoursInterval {
    const quantiles = (this.#quantiles ??= this.#listQuantiles());
    let best = 0;
    let width = Infinity;
    for (let lower = 0; lower + steps <= STEPS; lower += LOWER_STEPS) {
      const wide = (quantiles[lower + steps] ?? 0) - (quantiles[lower] ?? 0);
      if (wide < width) [best, width] = [lower, wide];
    }
    return { fromHours: quantiles[best] ?? 0, toHours: quantiles[best + steps] ?? 0 };
  }

  /** At each 400th; the last one short of where the longest ended. */
  #listQuantiles(): Float64Array {
    return Float64Array.from({ length: STEPS + 1 }, (_, step) =>
      this.quantileHours(Math.min(0.999, step / STEPS)),
    );
  }
}
