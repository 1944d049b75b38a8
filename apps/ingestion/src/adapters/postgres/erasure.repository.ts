import { appendToOutbox } from '@tidings/database';
import { type Kysely, sql } from 'kysely';
import { type Erasure, ErasureStore } from '../../ports/erasure-store.js';

export class ErasureRepository extends ErasureStore {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  /**
   * Deletes every receipt of the brand in whose bytes one of the numbers stands. One that holds a longer number goes along:
   * receipts are kept to be read again after a fix, and forgetting one too many costs less than one too few.
   */
  override erase({ brandId, orderNumbers, event }: Erasure): Promise<number> {
    return this.#db.transaction().execute(async (trx) => {
      const { rows } = await sql<{ count: number }>`
        with forgotten as (
          delete from receipt where brand_id = ${brandId} and exists (
            select from unnest(${orderNumbers}::text[]) as number
            where position(convert_to(number, 'UTF8') in body) > 0
          ) returning id
        ), unlinked as (
          -- A parcel goes on being followed, and no longer tells whose it is.
          update tracking set order_number = null, postal_code = null
          where brand_id = ${brandId} and order_number = any(${orderNumbers}::text[])
        ), unpublished as (
          delete from shop_task where brand_id = ${brandId} and kind = 'links' and subject = any(${orderNumbers}::text[])
        ), released as (
          delete from quarantine using forgotten where receipt_id = forgotten.id
        )
        select count(*) as count from forgotten`.execute(trx);
      await appendToOutbox(trx, [event]);
      return rows[0]?.count ?? 0;
    });
  }
}
