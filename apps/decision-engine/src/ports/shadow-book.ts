import type { Condition, Instant, Outcome, Reason } from '@tidings/domain';

/** A decision that one policy took and the other did not, or took otherwise. */
export interface ShadowDifference {
  readonly orderNumber: string | null;
  readonly key: string;
  readonly condition: Condition;
  readonly reason: Reason | null;
  /** Null: that policy decided nothing of the kind. */
  readonly live: Outcome | null;
  readonly shadow: Outcome | null;
  readonly liveRule: string | null;
  readonly shadowRule: string | null;
  readonly decidedAt: Instant;
}

/** How many messages of a kind either policy asked for, and how many both did. */
export interface ShadowCount {
  readonly condition: Condition;
  readonly live: number;
  readonly shadow: number;
  readonly both: number;
}

export interface ShadowComparison {
  readonly counts: readonly ShadowCount[];
  /** The newest of them. */
  readonly differences: readonly ShadowDifference[];
}

export interface ShadowWindow {
  readonly brandId: string;
  readonly version: string;
  /** Inclusive, by when it was decided. */
  readonly from: Instant;
  /** Exclusive. */
  readonly to: Instant;
}

/** How a policy in the shadow would have decided, beside the one that spoke; also its injection token. */
export abstract class ShadowBook {
  /** Of the orders that both decided about; the live policy's decisions from before its shadow saw the order do not count. */
  abstract compare(window: ShadowWindow, limit: number): Promise<ShadowComparison>;
}
