import { type Kysely, sql } from 'kysely';
import { IdentityStore, type OrderIdentity } from '../../ports/identity-store.js';

export class IdentityRepository extends IdentityStore {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  override async keepNewer(identities: readonly OrderIdentity[]): Promise<void> {
    await sql`
      insert into order_identity as kept (brand_id, order_number, email_digest, postcode_digest, updated_at)
      select * from unnest(
        ${identities.map(({ brandId }) => brandId)}::text[],
        ${identities.map(({ orderNumber }) => orderNumber)}::text[],
        ${identities.map(({ emailDigest }) => emailDigest)}::text[],
        ${identities.map(({ postcodeDigest }) => postcodeDigest)}::text[],
        ${identities.map(({ updatedAt }) => updatedAt)}::timestamptz[]
      ) as told (brand_id, order_number, email_digest, postcode_digest, updated_at)
      order by brand_id, order_number
      on conflict (brand_id, order_number) do update set
        email_digest = coalesce(excluded.email_digest, kept.email_digest),
        postcode_digest = coalesce(excluded.postcode_digest, kept.postcode_digest),
        updated_at = excluded.updated_at
      where excluded.updated_at >= kept.updated_at`.execute(this.#db);
  }

  override async find(brandId: string, orderNumber: string): Promise<OrderIdentity | null> {
    const { rows } = await sql<OrderIdentity>`
      select brand_id as "brandId", order_number as "orderNumber", email_digest as "emailDigest",
        postcode_digest as "postcodeDigest", updated_at as "updatedAt"
      from order_identity where brand_id = ${brandId} and order_number = ${orderNumber}`.execute(this.#db);
    return rows[0] ?? null;
  }
}
