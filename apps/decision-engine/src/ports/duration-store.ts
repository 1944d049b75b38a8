import type { BrandDurationsState, DurationLesson, Instant } from '@tidings/domain';

/** What a brand had learned by one of its versions. */
export interface StoredDurations {
  readonly brandId: string;
  /** Counts up from 1. */
  readonly version: number;
  readonly learnedAt: Instant;
  readonly state: BrandDurationsState;
}

export interface Advance {
  readonly brandId: string;
  readonly limit: number;
  readonly at: Instant;
}

/** Makes what a brand knows next of what it knew, if anything, and of what deliveries taught since. */
export type Learn = (
  state: BrandDurationsState | null,
  lessons: readonly DurationLesson[],
) => BrandDurationsState;

/** The brands' durations, and the lessons that they are made of; also its injection token. */
export abstract class DurationStore {
  /** Null: the brand has learned nothing yet. */
  abstract read(brandId: string): Promise<StoredDurations | null>;
  abstract readNewer(
    than: readonly { readonly brandId: string; readonly version: number }[],
  ): Promise<readonly StoredDurations[]>;
  /** Brands with lessons that nobody learned from. */
  abstract listTaught(): Promise<readonly string[]>;
  /**
   * Makes the next version of up to `limit` lessons, in the order in which they were written. Each is learned from once:
   * another replica waits, and finds none left.
   * @returns how many there were; none makes no version
   */
  abstract advance(which: Advance, learn: Learn): Promise<number>;
}
