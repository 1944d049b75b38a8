import { appendToOutbox } from '@tidings/database';
import { type Kysely, sql } from 'kysely';
import {
  type HealthChange,
  SourceHealthStore,
  type SourceStanding,
} from '../../ports/source-health-store.js';

export class SourceHealthRepository extends SourceHealthStore {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  override async list(brandIds: readonly string[]): Promise<readonly SourceStanding[]> {
    const { rows } = await sql<SourceStanding>`
      select brand_id as "brandId", source, state, since, last_proven_at as "lastProvenAt", 0 as "usualGapHours"
      from source_health where brand_id = any(${brandIds}::text[])`.execute(this.#db);
    return rows;
  }

  override reassess(
    asOf: string,
    judge: (standing: SourceStanding) => HealthChange | null,
  ): Promise<readonly HealthChange[] | null> {
    return this.#db.transaction().execute(async (trx) => {
      if (!(await becomesTheOne(trx))) return null;
      const changes = (await standings(trx, asOf)).flatMap((standing) => judge(standing) ?? []);
      for (const { brandId, source, health } of changes) {
        await sql`
          update source_health set state = ${health.state}, since = ${health.since}
          where brand_id = ${brandId} and source = ${source}`.execute(trx);
      }
      await appendToOutbox(
        trx,
        changes.map(({ event }) => event),
      );
      return changes;
    });
  }
}

/** Until the transaction ends. */
async function becomesTheOne(trx: Kysely<unknown>): Promise<boolean> {
  const { rows } = await sql<{ isFree: boolean }>`
    select pg_try_advisory_xact_lock(hashtext('tidings ingestion'), hashtext('source health')) as "isFree"`.execute(
    trx,
  );
  return rows[0]?.isFree === true;
}

async function standings(trx: Kysely<unknown>, asOf: string): Promise<readonly SourceStanding[]> {
  const { rows } = await sql<SourceStanding>`
    select brand_id as "brandId", source, state, since, last_proven_at as "lastProvenAt",
      coalesce((
        select extract(epoch from gap)::float8 / 3600
        from (
          select hour - lag(hour) over (order by hour) as gap from source_hour as counted
          where counted.brand_id = health.brand_id and counted.source = health.source and delivered > 0
            and hour between ${asOf}::timestamptz - interval '14 days' and ${asOf}::timestamptz
        ) as gaps
        where gap is not null order by gap desc offset 1 limit 1
      ), 0) as "usualGapHours"
    from source_health as health order by brand_id, source`.execute(trx);
  return rows;
}
