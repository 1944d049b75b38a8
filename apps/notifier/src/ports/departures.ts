import type { BreakerSettings, BreakerState, Condition, Instant } from '@tidings/domain';

export interface DepartureRequest {
  readonly brandId: string;
  readonly kind: Condition;
  /** How many want to leave at once. */
  readonly count: number;
  readonly settings: BreakerSettings;
  readonly asOf: Instant;
}

export interface Departure {
  /** How many of them may leave; they are counted as having left. */
  readonly granted: number;
  /** As it stands after them. */
  readonly breaker: BreakerState;
}

/** Counts what leaves, per brand and kind, over all replicas at once. */
export abstract class Departures {
  abstract grant(request: DepartureRequest): Promise<Departure>;
}
