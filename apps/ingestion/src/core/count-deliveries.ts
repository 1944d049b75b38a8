import type { SourceFigures, SourceKey, SourceTally } from '../ports/source-figures-store.js';

const HOUR_LENGTH = '2026-11-22T12'.length;
const none: SourceFigures = {
  delivered: 0,
  duplicates: 0,
  refused: 0,
  unreadable: 0,
  events: 0,
  unmapped: 0,
  lagSeconds: 0,
  lagSamples: 0,
  polls: 0,
  failedPolls: 0,
};

export interface Observation extends Partial<SourceFigures> {
  readonly at: string;
  /** The delivery shows that the source can see. */
  readonly isProof?: boolean;
}

/**
 * Counts in memory what each source brings, so that a delivery writes no row that all others write too.
 * A crash loses the counts of some seconds, and no delivery.
 */
export class DeliveryCounts {
  #tallies = new Map<string, SourceTally>();

  note({ brandId, source }: SourceKey, { at, isProof = false, ...seen }: Observation): void {
    const hourAt = `${at.slice(0, HOUR_LENGTH)}:00:00.000Z`;
    const key = `${brandId}\n${source}\n${hourAt}`;
    const before = this.#tallies.get(key) ?? { brandId, source, hourAt, figures: none, provenAt: null };
    const provenAt = isProof && (before.provenAt === null || at > before.provenAt) ? at : before.provenAt;
    this.#tallies.set(key, { ...before, figures: sum(before.figures, seen), provenAt });
  }

  /** What was counted since the last call. */
  take(): SourceTally[] {
    const taken = [...this.#tallies.values()];
    this.#tallies = new Map();
    return taken;
  }

  /** Counts again what could not be stored. */
  putBack(tallies: readonly SourceTally[]): void {
    for (const { figures, provenAt, hourAt, ...source } of tallies) {
      this.note(source, { ...figures, at: provenAt ?? hourAt, isProof: provenAt !== null });
    }
  }
}

const FIGURES = Object.keys(none) as (keyof SourceFigures)[];

function sum(one: SourceFigures, other: Partial<SourceFigures>): SourceFigures {
  const sums: Record<keyof SourceFigures, number> = { ...one };
  for (const figure of FIGURES) sums[figure] += other[figure] ?? 0;
  return sums;
}
