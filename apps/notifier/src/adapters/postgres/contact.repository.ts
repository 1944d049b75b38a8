import { type Kysely, sql } from 'kysely';
import {
  ContactBook,
  type OrderContact,
  type OrderKey,
  type Recipient,
  type SuppressionReason,
} from '../../ports/contact-book.js';

/** Mail programs and shops spell the same mailbox with other capitals. */
const digestOf = (email: ReturnType<typeof sql>) => sql`sha256(convert_to(lower(${email}), 'UTF8'))`;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export class ContactRepository extends ContactBook {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  override async record(contacts: readonly OrderContact[]): Promise<void> {
    await sql`
      insert into contact (brand_id, order_number, email, locale, updated_at)
      select distinct on ("brandId", "orderNumber") "brandId", "orderNumber", email, locale, "updatedAt"
      from json_to_recordset(${JSON.stringify(contacts)}) as given
        ("brandId" text, "orderNumber" text, email text, locale text, "updatedAt" timestamptz)
      order by "brandId", "orderNumber", "updatedAt" desc
      on conflict (brand_id, order_number) do update
        set email = excluded.email, locale = excluded.locale, updated_at = excluded.updated_at
        where contact.updated_at <= excluded.updated_at`.execute(this.#db);
  }

  override async forget(brandId: string, orderNumbers: readonly string[], at: string): Promise<void> {
    await sql`
      update contact set email = null, locale = null, updated_at = ${at}
      where brand_id = ${brandId} and order_number = any(${orderNumbers}::text[]) and updated_at <= ${at}`.execute(
      this.#db,
    );
  }

  override async find(orders: readonly OrderKey[]): Promise<readonly (Recipient | null)[]> {
    const { rows } = await sql<Omit<Recipient, 'unsubscribeToken'> & { unsubscribeToken: string | null }>`
      select email, locale, unsubscribe_token as "unsubscribeToken", array(
        select reason from suppression
        where suppression.brand_id = contact.brand_id and address_digest = ${digestOf(sql`contact.email`)}
      ) as suppressions
      from rows from (
        json_to_recordset(${JSON.stringify(orders)}) as ("brandId" text, "orderNumber" text)
      ) with ordinality as asked
      left join contact on contact.brand_id = asked."brandId" and contact.order_number = asked."orderNumber"
      order by asked.ordinality`.execute(this.#db);
    return rows.map(({ unsubscribeToken, ...row }) =>
      unsubscribeToken === null ? null : { ...row, unsubscribeToken },
    );
  }

  override async suppress(
    brandId: string,
    {
      email,
      reason,
      at,
    }: { readonly email: string; readonly reason: SuppressionReason; readonly at: string },
  ): Promise<void> {
    await sql`
      insert into suppression (brand_id, address_digest, reason, since)
      values (${brandId}, ${digestOf(sql`${email}::text`)}, ${reason}, ${at})
      on conflict do nothing`.execute(this.#db);
  }

  override async findBrandOfToken(token: string): Promise<string | null> {
    if (!UUID.test(token)) return null;
    const { rows } = await sql<{ brandId: string }>`
      select brand_id as "brandId" from contact where unsubscribe_token = ${token}`.execute(this.#db);
    return rows[0]?.brandId ?? null;
  }

  override async unsubscribe(token: string, at: string): Promise<void> {
    if (!UUID.test(token)) return;
    await sql`
      insert into suppression (brand_id, address_digest, reason, since)
      select brand_id, ${digestOf(sql`email`)}, 'unsubscribe', ${at} from contact
      where unsubscribe_token = ${token} and email is not null
      on conflict do nothing`.execute(this.#db);
  }
}
