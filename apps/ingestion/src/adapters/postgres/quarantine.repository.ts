import { appendToOutbox } from '@tidings/database';
import { type Kysely, sql } from 'kysely';
import {
  type LaterReading,
  type QuarantinedReceipt,
  type QuarantineFilter,
  QuarantineStore,
} from '../../ports/quarantine-store.js';
import { toStorable } from './to-storable.js';

export class QuarantineRepository extends QuarantineStore {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  override async list(filter: QuarantineFilter): Promise<readonly QuarantinedReceipt[]> {
    const { after, limit } = filter;
    const brandId = filter.brandId ?? null;
    const source = filter.source ?? null;
    const { rows } = await sql<QuarantinedReceipt>`
      select id, receipt.brand_id as "brandId", receipt.source, received_at as "receivedAt", topic, body, state,
        is_history as "isHistory", readings, "problemCount"
      from (
        select receipt_id, count(*) as "problemCount" from quarantine
        where (${brandId}::text is null or brand_id = ${brandId})
          and (${source}::text is null or source = ${source})
          and (${after}::uuid is null or receipt_id > ${after}::uuid)
        group by receipt_id order by receipt_id limit ${limit}
      ) as quarantined
      join receipt on receipt.id = receipt_id
      order by id`.execute(this.#db);
    return rows;
  }

  override settle({ receipt, state, problems, events }: LaterReading): Promise<boolean> {
    const rows = JSON.stringify(problems.map((problem, position) => ({ ...toStorable(problem), position })));
    return this.#db.transaction().execute(async (trx) => {
      const { numAffectedRows } = await sql`
        update receipt set state = ${state}, readings = readings + 1
        where id = ${receipt.id} and readings = ${receipt.readings}`.execute(trx);
      if (numAffectedRows !== 1n) return false;
      await sql`delete from quarantine where receipt_id = ${receipt.id}`.execute(trx);
      await sql`
        insert into quarantine (receipt_id, position, brand_id, source, kind, field, message, quarantined_at)
        select ${receipt.id}, position, ${receipt.brandId}, ${receipt.source}, kind, field, message, ${receipt.receivedAt}
        from json_to_recordset(${rows}) as problem (position int, kind text, field text, message text)`.execute(
        trx,
      );
      await appendToOutbox(trx, events);
      return true;
    });
  }
}
