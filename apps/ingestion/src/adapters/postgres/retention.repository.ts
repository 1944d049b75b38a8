import { type Instant, toMillis } from '@tidings/domain';
import { firstUuidOf } from '@tidings/platform';
import { type Kysely, sql } from 'kysely';
import { RetentionStore } from '../../ports/retention-store.js';

export class RetentionRepository extends RetentionStore {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  override async forgetReceipts(beforeAt: Instant, limit: number): Promise<number> {
    const { rows } = await sql<{ count: number }>`
      with forgotten as (
        delete from receipt where id in (
          select id from receipt where id < ${firstUuidOf(toMillis(beforeAt))}::uuid
          order by id limit ${limit} for update skip locked
        ) returning id
      ), released as (
        delete from quarantine using forgotten where receipt_id = forgotten.id
      )
      select count(*) as count from forgotten`.execute(this.#db);
    return rows[0]?.count ?? 0;
  }

  override async forgetFigures(beforeAt: Instant): Promise<void> {
    await sql`delete from source_hour where hour < ${beforeAt}`.execute(this.#db);
  }

  override async forgetLinks(beforeAt: Instant): Promise<void> {
    await sql`
      delete from shop_task where kind = 'links' and due_at is null and asked_at < ${beforeAt}`.execute(
      this.#db,
    );
  }
}
