import { addHours, hoursBetween, type Instant, type Visibility } from '@tidings/domain';
import type {
  Absence,
  CoverageChange,
  SourceHealthChange,
  SourceSight,
  SourceSightRow,
} from '../ports/source-sight.js';
import { VisibilityBoard } from '../ports/visibility-board.js';

/** An absence longer than this may have hidden reports that are still on their way to us. */
const ABSENCE_HOURS = 0.25;
/** A proof of sight is written at most this often per source: it is read in hours. */
const PROOF_INTERVAL_MINUTES = 1;

const NEVER_SEEN: Visibility = { lastProvenAt: null, blindSince: null };

/**
 * What can be seen through each source, as all replicas recorded it. An absence of our own counts as blindness of
 * every source: what happened in it may still be on its way to us.
 */
export class SourceWatch extends VisibilityBoard {
  readonly #sight: SourceSight;
  readonly #clock: { now(): Instant };
  #rows = new Map<string, SourceSightRow>();
  /** Since when nobody follows a parcel. */
  #untracked = new Map<string, Instant>();
  #absence: Absence | null = null;
  #hasBeaten = false;

  constructor(sight: SourceSight, clock: { now(): Instant }) {
    super();
    this.#sight = sight;
    this.#clock = clock;
  }

  /** Reads what the replicas know and leaves our own heartbeat; an absence is noticed by the first one that starts after it. */
  async refresh(): Promise<void> {
    const now = this.#clock.now();
    this.#absence = await this.#sight.beat(now, this.#hasBeaten ? null : addHours(now, -ABSENCE_HOURS));
    await this.#read();
    await this.#readUntracked();
    this.#hasBeaten = true;
  }

  override visibilityOf(brandId: string, source: string | null, number: string | null): Visibility {
    // Until the first look nobody knows whether we were absent.
    if (!this.#hasBeaten) return NEVER_SEEN;
    const untrackedSince = number === null ? undefined : this.#untracked.get(keyOf(brandId, number));
    if (untrackedSince !== undefined) return { lastProvenAt: null, blindSince: untrackedSince };
    const known: Visibility =
      (source === null ? undefined : this.#rows.get(keyOf(brandId, source))) ?? NEVER_SEEN;
    const absence = this.#absence;
    const isNewer = absence !== null && absence.to > (known.lastBlind?.to ?? '');
    return isNewer ? { ...known, lastBlind: absence } : known;
  }

  /** Sources say of themselves that they went blind or see again. */
  async recordHealth(changes: readonly SourceHealthChange[]): Promise<void> {
    await this.#sight.recordHealth(changes);
    await this.#read();
  }

  /** Parcels that nobody follows: that nothing is heard of them means nothing. */
  async recordCoverage(changes: readonly CoverageChange[]): Promise<void> {
    await this.#sight.recordCoverage(changes);
    await this.#readUntracked();
  }

  /** Reports arrived: their sources can see. */
  async recordProofs(
    reports: readonly { brandId: string; source: string; receivedAt: Instant }[],
  ): Promise<void> {
    const proofs = new Map<string, { brandId: string; source: string; provenAt: Instant }>();
    for (const { brandId, source, receivedAt } of reports) {
      const key = keyOf(brandId, source);
      const known = proofs.get(key)?.provenAt ?? this.#rows.get(key)?.lastProvenAt ?? null;
      if (known !== null && hoursBetween(known, receivedAt) * 60 < PROOF_INTERVAL_MINUTES) continue;
      proofs.set(key, { brandId, source, provenAt: receivedAt });
    }
    if (proofs.size === 0) return;
    await this.#sight.recordProof([...proofs.values()]);
    await this.#read();
  }

  async #readUntracked(): Promise<void> {
    const parcels = await this.#sight.listUntracked();
    this.#untracked = new Map(parcels.map((each) => [keyOf(each.brandId, each.number), each.since]));
  }

  async #read(): Promise<void> {
    this.#rows = new Map((await this.#sight.list()).map((row) => [keyOf(row.brandId, row.source), row]));
  }
}
function keyOf(brandId: string, source: string): string {
  return `${brandId}\n${source}`;
}
