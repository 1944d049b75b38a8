import type { StoredMessage } from '@tidings/contracts';
import { appendToOutbox } from '@tidings/database';
import { type Kysely, sql } from 'kysely';
import {
  type CorrectionSettlement,
  CorrectionStore,
  type LeasedCorrection,
  type RequestedCorrection,
} from '../../ports/correction-store.js';

export interface CorrectionRepositoryOptions {
  readonly leaseMs: number;
  /** Called after each commit that wrote events, with them. */
  readonly onMessages: (messages: readonly StoredMessage[]) => void;
}

export class CorrectionRepository extends CorrectionStore {
  readonly #db: Kysely<unknown>;
  readonly #options: CorrectionRepositoryOptions;

  constructor(db: Kysely<unknown>, options: CorrectionRepositoryOptions) {
    super();
    this.#db = db;
    this.#options = options;
  }

  override async keep(corrections: readonly RequestedCorrection[]): Promise<void> {
    const rows = corrections.map(({ brandId, request, causation }) => ({
      brand_id: brandId,
      key: request.key,
      order_number: request.orderNumber,
      request,
      causation,
    }));
    await sql`
      insert into correction (brand_id, key, order_number, request, causation)
      select brand_id, key, order_number, request, causation
      from json_to_recordset(${JSON.stringify(rows)}::json)
        as row (brand_id text, key text, order_number text, request jsonb, causation jsonb)
      order by brand_id, key
      on conflict do nothing`.execute(this.#db);
  }

  override async lease(limit: number): Promise<readonly LeasedCorrection[]> {
    const { rows } = await sql<LeasedCorrection>`
      with due as (
        select brand_id, key from correction
        where state in ('waiting', 'leased') and due_at <= (select clock_timestamp())
        order by due_at limit ${limit} for update skip locked
      ), lease as (select gen_random_uuid() as id)
      update correction set state = 'leased', lease_id = lease.id,
        due_at = clock_timestamp() + ${this.#options.leaseMs} * interval '1 millisecond'
      from due, lease where correction.brand_id = due.brand_id and correction.key = due.key
      returning correction.brand_id as "brandId", request, causation, lease_id as "leaseId", attempts`.execute(
      this.#db,
    );
    return rows;
  }

  override async renew({ brandId, request, leaseId }: LeasedCorrection): Promise<boolean> {
    const { rows } = await sql`
      update correction set due_at = clock_timestamp() + ${this.#options.leaseMs} * interval '1 millisecond'
      where brand_id = ${brandId} and key = ${request.key} and lease_id = ${leaseId}
      returning 1`.execute(this.#db);
    return rows.length > 0;
  }

  override async settle(correction: LeasedCorrection, settlement: CorrectionSettlement): Promise<void> {
    if (settlement.state === 'waiting') return this.#postpone(correction, settlement);
    const { brandId, request, leaseId } = correction;
    const { state, because, events } = settlement;
    const stored = await this.#db.transaction().execute(async (trx) => {
      const { rows } = await sql`
        update correction set state = ${state}, because = ${because}, lease_id = null
        where brand_id = ${brandId} and key = ${request.key} and lease_id = ${leaseId}
        returning 1`.execute(trx);
      return rows.length === 0 ? null : appendToOutbox(trx, events);
    });
    if (stored !== null) this.#options.onMessages(stored);
  }

  override async releaseHeld(): Promise<void> {
    await sql`
      update correction set due_at = clock_timestamp()
      where state = 'waiting' and because = 'paused' and due_at > clock_timestamp()`.execute(this.#db);
  }

  override async forgetOrders(brandId: string, orderNumbers: readonly string[]): Promise<void> {
    await sql`
      delete from correction
      where brand_id = ${brandId} and order_number = any(${orderNumbers}::text[])`.execute(this.#db);
  }

  async #postpone(
    { brandId, request, leaseId }: LeasedCorrection,
    { because, waitMs, attempts }: Extract<CorrectionSettlement, { state: 'waiting' }>,
  ): Promise<void> {
    await sql`
      update correction set state = 'waiting', lease_id = null, attempts = ${attempts}, because = ${because},
        due_at = clock_timestamp() + ${waitMs} * interval '1 millisecond'
      where brand_id = ${brandId} and key = ${request.key} and lease_id = ${leaseId}`.execute(this.#db);
  }
}
