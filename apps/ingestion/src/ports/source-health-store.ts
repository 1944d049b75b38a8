import type { OutgoingEvent, SourceHealth } from '@tidings/contracts';
import type { SourceKey } from './source-figures-store.js';

/** A source that has delivered at least once. */
export interface SourceStanding extends SourceKey {
  readonly state: SourceHealth['state'];
  readonly since: string;
  readonly lastProvenAt: string;
  /**
   * The second longest time between two hours with deliveries in the last fortnight: a weekend comes twice in it, an outage once.
   * 0 when there is no second.
   */
  readonly usualGapHours: number;
}

export interface HealthChange extends SourceKey {
  readonly health: SourceHealth;
  readonly event: OutgoingEvent;
}

/** Since when each source sees or is blind; also its injection token. */
export abstract class SourceHealthStore {
  abstract list(brandIds: readonly string[]): Promise<readonly SourceStanding[]>;

  /**
   * Looks at every source and commits the changes with their events. Of all replicas one at a time does it; another that asks
   * meanwhile gets null.
   */
  abstract reassess(
    asOf: string,
    judge: (standing: SourceStanding) => HealthChange | null,
  ): Promise<readonly HealthChange[] | null>;
}
