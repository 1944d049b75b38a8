import { BINS, binOf, edgeHours } from './duration-bins.js';

/** A span stands for at most so many that were not seen. */
const MOST_UNSEEN = 10;

/** A sketch as it is stored: bins with anything in them only. */
export interface SketchState {
  readonly day: number;
  readonly ended: readonly (readonly [bin: number, weight: number])[];
  readonly open: readonly (readonly [day: number, count: number])[];
}

/**
 * How long spans of one kind lasted. Each weighs by when it began, so that with those still open counted beside them a
 * quantile follows the present and not the past. A few hundred numbers, whatever was counted.
 */
export class DurationSketch {
  /** Weights are as of this day. */
  #day = 0;
  readonly #ended = new Float64Array(BINS);
  /** How many began on a day and have not ended. */
  readonly #open = new Map<number, number>();
  readonly #fadingDays: number;
  weight = 0;

  constructor(fadingDays: number) {
    this.#fadingDays = fadingDays;
  }

  /** A span began on that day. */
  begin(day: number): void {
    this.#open.set(day, (this.#open.get(day) ?? 0) + 1);
  }

  /** A span that `begin` told of ended otherwise than by its end. */
  forget(day: number): void {
    const left = (this.#open.get(day) ?? 1) - 1;
    if (left > 0) this.#open.set(day, left);
    else this.#open.delete(day);
  }

  /** A span that began on that day lasted so long. */
  add(day: number, hours: number, count = 1): void {
    this.#bringTo(day);
    const weight = count * Math.exp((day - this.#day) / this.#fadingDays);
    const bin = binOf(hours);
    this.#ended[bin] = (this.#ended[bin] ?? 0) + weight;
    this.weight += weight;
  }

  merge(other: DurationSketch): void {
    this.#bringTo(other.#day);
    const factor = Math.exp((other.#day - this.#day) / this.#fadingDays);
    for (let bin = 0; bin < BINS; bin += 1)
      this.#ended[bin] = (this.#ended[bin] ?? 0) + (other.#ended[bin] ?? 0) * factor;
    this.weight += other.weight * factor;
    for (const [day, count] of other.#open) this.#open.set(day, (this.#open.get(day) ?? 0) + count);
  }

  /** Adds what is known as of `day`, times `factor`, to the tally. */
  addTo(tally: DurationTally, factor: number): void {
    const { day, hoursSince } = tally;
    const faded = factor * Math.exp(Math.min(0, this.#day - day) / this.#fadingDays);
    for (let bin = 0; bin < BINS; bin += 1)
      tally.ended[bin] = (tally.ended[bin] ?? 0) + (this.#ended[bin] ?? 0) * faded;
    tally.weight += this.weight * faded;
    for (const [began, count] of this.#open) {
      const bin = binOf(hoursSince(began));
      tally.open[bin] = (tally.open[bin] ?? 0) + count * factor * Math.exp((began - day) / this.#fadingDays);
    }
  }

  toState(): SketchState {
    const ended = [...this.#ended].flatMap((weight, bin) =>
      weight > 1e-6 ? [[bin, Number(weight.toPrecision(6))] as const] : [],
    );
    return { day: this.#day, ended, open: [...this.#open] };
  }

  static fromState(state: SketchState, fadingDays: number): DurationSketch {
    const sketch = new DurationSketch(fadingDays);
    sketch.#day = state.day;
    for (const [bin, weight] of state.ended) {
      sketch.#ended[bin] = weight;
      sketch.weight += weight;
    }
    for (const [day, count] of state.open) sketch.#open.set(day, count);
    return sketch;
  }

  #bringTo(day: number): void {
    if (day <= this.#day) return;
    const factor = Math.exp((this.#day - day) / this.#fadingDays);
    for (let bin = 0; bin < BINS; bin += 1) this.#ended[bin] = (this.#ended[bin] ?? 0) * factor;
    this.weight *= factor;
    this.#day = day;
  }
}

/** Several sketches added up as of one day. */
export class DurationTally {
  readonly ended = new Float64Array(BINS);
  readonly open = new Float64Array(BINS);
  weight = 0;

  constructor(
    readonly day: number,
    /** How long a span that began on that day has lasted by now. */
    readonly hoursSince: (day: number) => number,
  ) {}

  /**
   * Where only spans that ended are counted, a long one had less time to be seen than a short one. Weighs each by the
   * inverse of its chance, for spans that begin steadily, since so many hours, and fade in so many.
   */
  seenFor(hours: number, fadingHours: number): void {
    const chance = (left: number): number => 1 - Math.exp(-left / fadingHours);
    const whole = chance(hours);
    let weight = 0;
    for (let bin = 0; bin < BINS; bin += 1) {
      const left = Math.max(hours / MOST_UNSEEN, hours - edgeHours(bin + 1));
      this.ended[bin] = ((this.ended[bin] ?? 0) * whole) / chance(left);
      weight += this.ended[bin] ?? 0;
    }
    if (weight > 0)
      for (let bin = 0; bin < BINS; bin += 1)
        this.ended[bin] = ((this.ended[bin] ?? 0) * this.weight) / weight;
  }

  /** Lets this weigh no more than so many spans: what is general gives way to what is particular. */
  limitTo(weight: number): void {
    if (this.weight <= weight) return;
    const factor = weight / this.weight;
    for (let bin = 0; bin < BINS; bin += 1) {
      this.ended[bin] = (this.ended[bin] ?? 0) * factor;
      this.open[bin] = (this.open[bin] ?? 0) * factor;
    }
    this.weight = weight;
  }
}
