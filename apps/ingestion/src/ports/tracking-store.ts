import type { OutgoingEvent } from '@tidings/contracts';
import type { Instant } from '@tidings/domain';
import type { FeedState } from '../core/following/admit-requests.js';
import type { Tracking, TrackingChange, TrackingState, UntrackedReason } from '../core/following/tracking.js';
import type { SourceKey } from './source-figures-store.js';

export interface NumberKey {
  readonly brandId: string;
  readonly number: string;
}

/** What becomes of a tracking, with the events that follow. */
export interface SettledTracking extends NumberKey {
  /** As it was when it was claimed or read: a later claim makes this void. */
  readonly claim: number;
  readonly change: TrackingChange;
  readonly events: readonly OutgoingEvent[];
}

/** A source's API as all replicas know it. */
export interface SourceFeed extends FeedState {
  readonly lastAnswerAt: Instant | null;
  readonly lastFailureAt: Instant | null;
  readonly lastFailure: string | null;
  /** `2026-11`: the month that `registrations` counts. */
  readonly month: string | null;
  readonly registrations: number;
}

/** Of a claim: who is to be asked, and the feed after what was allowed is spent. */
export interface Admission {
  readonly claimed: readonly Tracking[];
  readonly feed: SourceFeed;
}

export interface ListedTracking extends NumberKey {
  readonly carrier: string;
  readonly orderNumber: string | null;
  readonly reason: UntrackedReason;
  readonly since: Instant;
}

/** Which numbers are followed by whom; also its injection token. */
export abstract class TrackingStore {
  /** Adds those that are new; one that is known, and not ended, stays as it is. @returns those added */
  abstract enrol(trackings: readonly Tracking[], events: readonly OutgoingEvent[]): Promise<void>;

  abstract find(keys: readonly NumberKey[]): Promise<readonly Tracking[]>;

  /** The sources that have something to do at `asOf`. */
  abstract dueSources(asOf: Instant): Promise<readonly SourceKey[]>;

  /**
   * Takes what is due for one source, and what its API allows now, in one step: of all replicas one at a time does it for a
   * source. What was taken is due again at `untilAt`, should its taker die.
   * @param admit of the trackings due those that may be asked about now, with the feed afterwards
   */
  abstract claim(
    source: SourceKey,
    window: { readonly asOf: Instant; readonly untilAt: Instant; readonly limit: number },
    admit: (due: readonly Tracking[], feed: SourceFeed) => Admission,
  ): Promise<readonly Tracking[]>;

  /** All or nothing, with their events; those claimed again meanwhile are left out. */
  abstract settle(settled: readonly SettledTracking[]): Promise<void>;

  /** Changes what is known of a source's API. */
  abstract changeFeed(source: SourceKey, change: (feed: SourceFeed) => SourceFeed): Promise<SourceFeed>;

  abstract feeds(): Promise<ReadonlyMap<string, SourceFeed>>;

  /** By brand, source and state. */
  abstract count(): Promise<
    readonly (SourceKey & { readonly state: TrackingState; readonly count: number })[]
  >;

  /** Those that nobody follows, by number; after `after`. */
  abstract listUntracked(
    brandId: string,
    page: { readonly after: string | null; readonly limit: number },
  ): Promise<readonly ListedTracking[]>;
}
