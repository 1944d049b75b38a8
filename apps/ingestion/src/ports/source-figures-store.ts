/** Which source of which brand. */
export interface SourceKey {
  readonly brandId: string;
  readonly source: string;
}

/** One text for it, `brand/source`: what maps by source are keyed by. */
export function sourceKeyText({ brandId, source }: SourceKey): string {
  return `${brandId}/${source}`;
}

/** What one source brought in some stretch of time. Imports of history are not counted. */
export interface SourceFigures {
  readonly delivered: number;
  readonly duplicates: number;
  /** Signature missing or wrong, or no JSON. */
  readonly refused: number;
  readonly unreadable: number;
  readonly events: number;
  readonly unmapped: number;
  /** Sum over the samples of the time from a report's newest event to its receipt. */
  readonly lagSeconds: number;
  readonly lagSamples: number;
  /** Requests to its API, and those of them that came to nothing by its fault or by our credentials. */
  readonly polls: number;
  readonly failedPolls: number;
}

export interface SourceTally extends SourceKey {
  /** The start of the hour counted. */
  readonly hourAt: string;
  readonly figures: SourceFigures;
  /** The newest delivery that proves that the source can see; null when there was none. */
  readonly provenAt: string | null;
}

/** Counts per source and hour; also its injection token. */
export abstract class SourceFiguresStore {
  abstract add(tallies: readonly SourceTally[]): Promise<void>;
  /** The sums since `fromAt` of these brands' sources, by `brand/source`; a source without any is left out. */
  abstract sumSince(brandIds: readonly string[], fromAt: string): Promise<ReadonlyMap<string, SourceFigures>>;
}
