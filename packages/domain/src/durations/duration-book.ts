import { DurationDistribution } from './duration-distribution.js';
import { DurationSketch, DurationTally } from './duration-sketch.js';
import type { SketchState } from './duration-sketch.js';

/** What kind of span: what is measured, where, and what a date at hand says of it. */
export interface SpanKind {
  /** `delivery:linehaul:2`, `gap:last_mile`. */
  readonly span: string;
  /** From the general to the particular: carrier, service, lane. Where one is thin the one before it helps out. */
  readonly path: readonly string[];
  /** Days that the carrier's date or the shop's promise gives it; null where there is none. Evidence, not truth. */
  readonly datedDays?: number | null;
}

export interface DurationBookOptions {
  /** After so many days a span weighs 1/e of what it did. */
  readonly fadingDays: number;
  /** As how many spans the general counts at most beside the particular. */
  readonly borrowedSpans: number;
  /** How wide a date's neighbours are: 0.2 takes in dates about a fifth nearer or farther. */
  readonly dateSpread: number;
  /** How many new spans a distribution may be behind before it is made anew. */
  readonly staleSpans: number;
  /** Counting hours from the beginning of a day, by its number since 1970, to another. */
  readonly hoursBetweenDays: (from: number, to: number) => number;
}

export interface BookState {
  readonly cells: Readonly<Record<string, Readonly<Record<string, SketchState>>>>;
  /** The day on which the first of the spans began of which only the end was told; null: none. */
  readonly seenSince: number | null;
}

interface Made {
  readonly distribution: DurationDistribution | null;
  readonly revision: number;
  readonly day: number;
}

const BAND_STEP = 0.1;
const OVERDUE_BAND = -7;
const UNDATED_BAND = 9_999;
/** Neighbours farther off than so many spreads weigh less than a thousandth. */
const REACH = 3.5;
/** Below this a distribution is an anecdote. */
const LEAST_WEIGHT = 15;

/** Dates in steps of a tenth: two and three days differ, thirty and thirty-one hardly. */
function bandOf(datedDays: number | null | undefined): number {
  if (datedDays == null) return UNDATED_BAND;
  return datedDays < 1 ? OVERDUE_BAND : Math.round(Math.log(datedDays) / BAND_STEP);
}

/**
 * A brand's durations: sketches by span, carrier, service, lane and date, each helped out by the more general ones.
 * Learned online; two books of the same brand merge.
 */
export class DurationBook {
  readonly #cells = new Map<string, Map<number, DurationSketch>>();
  readonly #made = new Map<string, Made>();
  readonly #options: DurationBookOptions;
  #revision = 0;
  #seenSince: number | null = null;

  constructor(options: DurationBookOptions) {
    this.#options = options;
  }

  begin(kind: SpanKind, day: number): void {
    this.#each(kind, (sketch) => sketch.begin(day));
  }

  forget(kind: SpanKind, day: number): void {
    this.#each(kind, (sketch) => sketch.forget(day));
  }

  /** A span that began on that day lasted so long. */
  add(kind: SpanKind, day: number, hours: number): void {
    this.#revision += 1;
    this.#each(kind, (sketch) => sketch.add(day, hours));
  }

  /** A span of which `begin` did not tell has ended: those still open are not known, and are allowed for. */
  addEnded(kind: SpanKind, days: { readonly began: number; readonly ended: number }, hours: number): void {
    this.#seenSince = Math.min(this.#seenSince ?? days.began, days.began);
    this.add(kind, days.ended, hours);
  }

  /** For how many hours spans have been seen to end; infinite where their beginnings were told. */
  seenHours(day: number): number {
    return this.#seenSince === null ? Infinity : this.#options.hoursBetweenDays(this.#seenSince, day);
  }

  /** Null where too little is known. */
  distributionOf(kind: SpanKind, day: number): DurationDistribution | null {
    const band = bandOf(kind.datedDays);
    const key = `${keyOf(kind, kind.path.length)}#${band}`;
    const made = this.#made.get(key);
    if (
      made !== undefined &&
      made.day === day &&
      this.#revision - made.revision <= this.#options.staleSpans
    ) {
      return made.distribution;
    }
    const tally = this.#tally(kind, band, day);
    if (tally !== null && this.#seenSince !== null) tally.seenFor(this.seenHours(day), this.#fadingHours);
    const distribution = tally === null ? null : DurationDistribution.of(tally);
    this.#made.set(key, { distribution, revision: this.#revision, day });
    return distribution;
  }

  merge(other: DurationBook): void {
    this.#revision += 1;
    if (other.#seenSince !== null) this.#seenSince = Math.min(this.#seenSince ?? Infinity, other.#seenSince);
    for (const [key, bands] of other.#cells) {
      for (const [band, sketch] of bands) this.#sketch(key, band).merge(sketch);
    }
  }

  toState(): BookState {
    const cells = [...this.#cells].map(([key, bands]) => [
      key,
      Object.fromEntries([...bands].map(([band, sketch]) => [String(band), sketch.toState()])),
    ]);
    return { cells: Object.fromEntries(cells) as BookState['cells'], seenSince: this.#seenSince };
  }

  static fromState(state: BookState, options: DurationBookOptions): DurationBook {
    const book = new DurationBook(options);
    book.#seenSince = state.seenSince;
    for (const [key, bands] of Object.entries(state.cells)) {
      for (const [band, sketch] of Object.entries(bands)) {
        book.#bandsOf(key).set(Number(band), DurationSketch.fromState(sketch, options.fadingDays));
      }
    }
    return book;
  }

  /** Counting hours from the beginning of a day to that of another. */
  hoursBetween(from: number, to: number): number {
    return this.#options.hoursBetweenDays(from, to);
  }

  get #fadingHours(): number {
    return this.#options.fadingDays * 24;
  }

  #tally(kind: SpanKind, band: number, day: number): DurationTally | null {
    const { hoursBetweenDays, borrowedSpans } = this.#options;
    const tally = new DurationTally(day, (began) => hoursBetweenDays(began, day));
    for (const sketch of this.#bandsOf(keyOf(kind, 0)).values()) sketch.addTo(tally, 1);
    if (tally.weight < LEAST_WEIGHT) return null;
    for (let depth = 0; depth <= kind.path.length; depth += 1) {
      tally.limitTo(borrowedSpans);
      this.#addNear(tally, keyOf(kind, depth), band);
    }
    return tally;
  }

  #addNear(tally: DurationTally, key: string, band: number): void {
    const { dateSpread } = this.#options;
    for (const [other, sketch] of this.#cells.get(key) ?? []) {
      const distance = (Math.abs(other - band) * BAND_STEP) / dateSpread;
      if (distance < REACH) sketch.addTo(tally, Math.exp((-distance * distance) / 2));
    }
  }

  #each(kind: SpanKind, change: (sketch: DurationSketch) => void): void {
    const band = bandOf(kind.datedDays);
    for (let depth = 0; depth <= kind.path.length; depth += 1) change(this.#sketch(keyOf(kind, depth), band));
  }

  #sketch(key: string, band: number): DurationSketch {
    const bands = this.#bandsOf(key);
    let sketch = bands.get(band);
    if (sketch === undefined) {
      sketch = new DurationSketch(this.#options.fadingDays);
      bands.set(band, sketch);
    }
    return sketch;
  }

  #bandsOf(key: string): Map<number, DurationSketch> {
    let bands = this.#cells.get(key);
    if (bands === undefined) {
      bands = new Map();
      this.#cells.set(key, bands);
    }
    return bands;
  }
}

function keyOf({ span, path }: SpanKind, depth: number): string {
  let key = span;
  for (let index = 0; index < depth; index += 1) key += `|${path[index] ?? ''}`;
  return key;
}
