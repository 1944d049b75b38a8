import { type CorrectedAddress, correctedAddressSchema, orderNumberKey } from '@tidings/domain';
import { type Kysely, sql } from 'kysely';
import { AddressBook, type GivenAddress } from '../../ports/address-book.js';

export class AddressRepository extends AddressBook {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  override async keep({ brandId, caseId, orderNumber, address, givenAt }: GivenAddress): Promise<void> {
    await sql`
      insert into corrected_address (brand_id, case_id, order_number, address, given_at)
      values (${brandId}, ${caseId}, ${orderNumberKey(orderNumber)}, ${JSON.stringify(address)}, ${givenAt})
      on conflict (brand_id, case_id) do update set
        address = excluded.address, given_at = excluded.given_at`.execute(this.#db);
  }

  override async find(brandId: string, caseId: string): Promise<CorrectedAddress | null> {
    const { rows } = await sql<{ address: unknown }>`
      select address from corrected_address
      where brand_id = ${brandId} and case_id = ${caseId}`.execute(this.#db);
    return rows[0] === undefined ? null : correctedAddressSchema.parse(rows[0].address);
  }

  override async erase(brandId: string, orderNumbers: readonly string[]): Promise<void> {
    await sql`
      delete from corrected_address
      where brand_id = ${brandId} and order_number = any(${orderNumbers}::text[])`.execute(this.#db);
  }

  override async forgetBefore(at: string): Promise<void> {
    await sql`delete from corrected_address where given_at < ${at}`.execute(this.#db);
  }
}
