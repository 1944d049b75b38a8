import { type Kysely, sql } from 'kysely';
import { ContactStore, type OrderOwner } from '../../ports/contact-store.js';

export class ContactRepository extends ContactStore {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  /** Sorted by key, so that two replicas cannot wait for each other. */
  override async keepNewer(owners: readonly OrderOwner[]): Promise<void> {
    await sql`
      insert into order_owner as kept (brand_id, order_number, digest, placed_at, updated_at)
      select "brandId", "orderNumber", digest, "placedAt", "updatedAt"
      from json_to_recordset(${JSON.stringify(owners)}) as told
        ("brandId" text, "orderNumber" text, digest text, "placedAt" timestamptz, "updatedAt" timestamptz)
      order by "brandId", "orderNumber"
      on conflict (brand_id, order_number) do update set
        digest = coalesce(excluded.digest, kept.digest),
        placed_at = excluded.placed_at, updated_at = excluded.updated_at
      where excluded.updated_at >= kept.updated_at`.execute(this.#db);
  }

  override async erase(brandId: string, orderNumbers: readonly string[], at: string): Promise<void> {
    await sql`
      insert into order_owner as kept (brand_id, order_number, digest, placed_at, updated_at)
      select ${brandId}, order_number, null, ${at}, ${at} from unnest(${orderNumbers}::text[]) as order_number
      order by order_number
      on conflict (brand_id, order_number) do update set
        digest = null, updated_at = greatest(kept.updated_at, excluded.updated_at)`.execute(this.#db);
  }

  override async ordersOf(brandId: string, digests: readonly string[]): Promise<readonly string[]> {
    const { rows } = await sql<{ orderNumber: string }>`
      select order_number as "orderNumber" from order_owner
      where brand_id = ${brandId} and digest = any(${digests}::text[])
      order by placed_at desc, order_number limit 200`.execute(this.#db);
    return rows.map(({ orderNumber }) => orderNumber);
  }

  override async known(brandId: string, orderNumbers: readonly string[]): Promise<readonly string[]> {
    const { rows } = await sql<{ orderNumber: string }>`
      select order_number as "orderNumber" from order_owner
      where brand_id = ${brandId} and order_number = any(${orderNumbers}::text[])
      order by placed_at desc, order_number`.execute(this.#db);
    return rows.map(({ orderNumber }) => orderNumber);
  }
}
