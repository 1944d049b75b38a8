import type { Instant } from '@tidings/domain';
import { type Kysely, sql } from 'kysely';
import {
  type Absence,
  type CoverageChange,
  type SourceHealthChange,
  SourceSight,
  type SourceSightRow,
  type UntrackedParcel,
} from '../../ports/source-sight.js';
import type { EngineSchema } from './schema.js';

export class PostgresSourceSight extends SourceSight {
  readonly #database: Kysely<EngineSchema>;

  constructor(database: Kysely<EngineSchema>) {
    super();
    this.#database = database;
  }

  override async list(): Promise<readonly SourceSightRow[]> {
    const { rows } = await sql<EngineSchema['sources']>`
      select brand_id, source, last_proven_at, blind_since, last_blind_from, last_blind_to from sources`.execute(
      this.#database,
    );
    return rows.map(toSight);
  }

  override async recordHealth(changes: readonly SourceHealthChange[]): Promise<void> {
    // One by one: a later change of the same source builds on the earlier one. They are rare.
    for (const { brandId, source, state, since, lastProvenAt } of changes) {
      const blindSince = state === 'blind' ? since : null;
      await sql`
        insert into sources as known (brand_id, source, last_proven_at, blind_since)
        values (${brandId}, ${source}, ${lastProvenAt}, ${blindSince})
        on conflict (brand_id, source) do update set
          last_proven_at = greatest(known.last_proven_at, excluded.last_proven_at),
          blind_since = excluded.blind_since,
          last_blind_from = case when excluded.blind_since is null then coalesce(known.blind_since, known.last_blind_from)
            else known.last_blind_from end,
          last_blind_to = case when excluded.blind_since is null and known.blind_since is not null then ${since}
            else known.last_blind_to end`.execute(this.#database);
    }
  }

  override async recordProof(
    rows: readonly { brandId: string; source: string; provenAt: Instant }[],
  ): Promise<void> {
    await sql`
      insert into sources (brand_id, source, last_proven_at)
      select "brandId", source, "provenAt" from json_to_recordset(${JSON.stringify(rows)}::json)
        as row ("brandId" text, source text, "provenAt" timestamptz)
      order by 1, 2
      on conflict (brand_id, source) do update set
        last_proven_at = greatest(sources.last_proven_at, excluded.last_proven_at)`.execute(this.#database);
  }

  override async listUntracked(): Promise<readonly UntrackedParcel[]> {
    const { rows } = await sql<UntrackedParcel>`
      select brand_id as "brandId", number, changed_at as since from coverage where is_untracked`.execute(
      this.#database,
    );
    return rows;
  }

  override async recordCoverage(changes: readonly CoverageChange[]): Promise<void> {
    // One by one, as health is: they are rare.
    for (const { brandId, number, state, since } of changes)
      await sql`
        insert into coverage as known (brand_id, number, is_untracked, changed_at)
        values (${brandId}, ${number}, ${state === 'untracked'}, ${since})
        on conflict (brand_id, number) do update set
          is_untracked = excluded.is_untracked, changed_at = excluded.changed_at
        where known.changed_at <= excluded.changed_at`.execute(this.#database);
  }

  override async beat(at: Instant, absentBefore: Instant | null): Promise<Absence | null> {
    const { rows } = await sql<{ from: Instant | null; to: Instant | null }>`
      insert into heartbeat as known (beat_at) values (${at})
      on conflict (id) do update set
        absent_from = case when known.beat_at < ${absentBefore} then known.beat_at else known.absent_from end,
        absent_to = case when known.beat_at < ${absentBefore} then excluded.beat_at else known.absent_to end,
        beat_at = greatest(known.beat_at, excluded.beat_at)
      returning absent_from as "from", absent_to as "to"`.execute(this.#database);
    const { from = null, to = null } = rows[0] ?? {};
    return from === null || to === null ? null : { from, to };
  }
}

function toSight(row: EngineSchema['sources']): SourceSightRow {
  const { brand_id: brandId, source, last_proven_at: lastProvenAt, blind_since: blindSince } = row;
  const { last_blind_from: from, last_blind_to: to } = row;
  return {
    brandId,
    source,
    lastProvenAt,
    blindSince,
    ...(from !== null && to !== null && { lastBlind: { from, to } }),
  };
}
