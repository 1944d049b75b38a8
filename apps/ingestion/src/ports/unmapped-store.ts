import type { SourceKey } from './source-figures-store.js';

/** A code without a row, over all deliveries that are still kept. */
export interface UnmappedFinding extends SourceKey {
  readonly code: string;
  readonly text: string;
  readonly events: number;
  readonly deliveries: number;
  readonly firstAt: string;
  readonly lastAt: string;
  /** At most three, the newest first. */
  readonly receiptIds: readonly string[];
}

export interface UnmappedFilter {
  readonly brandId?: string | undefined;
  readonly source?: string | undefined;
  readonly limit: number;
}

/** The codes in quarantine; also its injection token. */
export abstract class UnmappedStore {
  /** The most frequent first. */
  abstract list(filter: UnmappedFilter): Promise<readonly UnmappedFinding[]>;
}
