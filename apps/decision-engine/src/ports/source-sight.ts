import type { Instant, Visibility } from '@tidings/domain';

export interface SourceSightRow extends Visibility {
  readonly brandId: string;
  readonly source: string;
}

export interface SourceHealthChange {
  readonly brandId: string;
  readonly source: string;
  readonly state: 'seeing' | 'blind';
  readonly since: Instant;
  readonly lastProvenAt: Instant | null;
}

/** A stretch of time in which no engine looked at its clock. */
export interface Absence {
  readonly from: Instant;
  readonly to: Instant;
}

/** A parcel that nobody follows. */
export interface UntrackedParcel {
  readonly brandId: string;
  readonly number: string;
  readonly since: Instant;
}

export interface CoverageChange extends UntrackedParcel {
  readonly state: 'followed' | 'untracked';
}

/** What the engine knows of its sources' eyesight, and of its own absences; also its injection token. */
export abstract class SourceSight {
  abstract list(): Promise<readonly SourceSightRow[]>;
  /** Sources went blind or see again, oldest first; a stretch of blindness that ended is remembered. */
  abstract recordHealth(changes: readonly SourceHealthChange[]): Promise<void>;
  /** A report arrived: its source can see. Keeps the later instant. */
  abstract recordProof(
    rows: readonly { brandId: string; source: string; provenAt: Instant }[],
  ): Promise<void>;
  abstract listUntracked(): Promise<readonly UntrackedParcel[]>;
  /** Nobody follows a parcel, or somebody does again, oldest first. An older word does not undo a newer one. */
  abstract recordCoverage(changes: readonly CoverageChange[]): Promise<void>;
  /**
   * Notes that the engine looks at its clock.
   * @param absentBefore if none has looked since then, that was an absence; null: do not ask
   * @returns the last absence, whoever noticed it
   */
  abstract beat(at: Instant, absentBefore: Instant | null): Promise<Absence | null>;
}
