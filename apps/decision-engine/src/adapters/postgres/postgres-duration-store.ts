import type { BrandDurationsState, DurationLesson } from '@tidings/domain';
import { type Kysely, sql } from 'kysely';
import { type Advance, DurationStore, type Learn, type StoredDurations } from '../../ports/duration-store.js';
import type { EngineSchema } from './schema.js';

export class PostgresDurationStore extends DurationStore {
  readonly #database: Kysely<EngineSchema>;

  constructor(database: Kysely<EngineSchema>) {
    super();
    this.#database = database;
  }

  override async read(brandId: string): Promise<StoredDurations | null> {
    const { rows } = await sql<StoredDurations>`
      select brand_id as "brandId", version, learned_at as "learnedAt", state from durations
      where brand_id = ${brandId}`.execute(this.#database);
    return rows[0] ?? null;
  }

  override async readNewer(
    than: readonly { readonly brandId: string; readonly version: number }[],
  ): Promise<readonly StoredDurations[]> {
    const { rows } = await sql<StoredDurations>`
      select d.brand_id as "brandId", d.version, d.learned_at as "learnedAt", d.state
      from durations d left join json_to_recordset(${JSON.stringify(than)}::json) as known ("brandId" text, version int)
        on known."brandId" = d.brand_id
      where d.version > coalesce(known.version, 0)`.execute(this.#database);
    return rows;
  }

  override async listTaught(): Promise<readonly string[]> {
    const { rows } = await sql<{ brandId: string }>`
      select distinct brand_id as "brandId" from duration_lessons where learned_in is null`.execute(
      this.#database,
    );
    return rows.map(({ brandId }) => brandId);
  }

  override async advance({ brandId, limit, at }: Advance, learn: Learn): Promise<number> {
    return this.#database.transaction().execute(async (trx) => {
      await sql`select pg_advisory_xact_lock(hashtext('durations'), hashtext(${brandId}))`.execute(trx);
      const taught = await sql<{ position: string; lesson: DurationLesson }>`
        select position, lesson from duration_lessons where brand_id = ${brandId} and learned_in is null
        order by position limit ${limit}`.execute(trx);
      if (taught.rows.length === 0) return 0;
      const known = await sql<{ version: number; state: BrandDurationsState }>`
        select version, state from durations where brand_id = ${brandId}`.execute(trx);
      const { version = 0, state = null } = known.rows[0] ?? {};
      const next = learn(
        state,
        taught.rows.map(({ lesson }) => lesson),
      );
      await sql`
        insert into durations (brand_id, version, learned_at, state)
        values (${brandId}, ${version + 1}, ${at}, ${JSON.stringify(next)}::json)
        on conflict (brand_id) do update set
          version = excluded.version, learned_at = excluded.learned_at, state = excluded.state`.execute(trx);
      await sql`
        update duration_lessons set learned_in = ${version + 1}
        where position = any(${taught.rows.map(({ position }) => position)}::bigint[])`.execute(trx);
      return taught.rows.length;
    });
  }
}
