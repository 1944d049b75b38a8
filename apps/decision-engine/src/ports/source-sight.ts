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

/** What the engine knows of its sources' eyesight, and of its own absences; also its injection token. */
export abstract class SourceSight {
  abstract list(): Promise<readonly SourceSightRow[]>;
  /** Sources went blind or see again, oldest first; a stretch of blindness that ended is remembered. */
  abstract recordHealth(changes: readonly SourceHealthChange[]): Promise<void>;
  /** A report arrived: its source can see. Keeps the later instant. */
  abstract recordProof(
    rows: readonly { brandId: string; source: string; provenAt: Instant }[],
  ): Promise<void>;
  /** Notes that the engine looks at its clock. @returns when it last did before; null the first time */
  abstract beat(at: Instant): Promise<Instant | null>;
}
