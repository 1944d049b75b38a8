import type { Causation, MessageRequest, MessageView, StoredMessage } from '@tidings/contracts';
import { appendToOutbox, createGroupCommit, type GroupCommit } from '@tidings/database';
import { type Kysely, sql } from 'kysely';
import type { OrderKey } from '../../ports/contact-book.js';
import {
  type Lease,
  type LeasedSend,
  type RequestedSend,
  type Said,
  SendStore,
  type SendResult,
  type Settlement,
} from '../../ports/send-store.js';

export interface SendRepositoryOptions {
  readonly leaseMs: number;
  /** Called after each commit with the events that it wrote. */
  readonly onMessages: (messages: readonly StoredMessage[]) => void;
  /** Called for each result, after its commit. */
  readonly onSettled: (result: SendResult) => void;
}

/** The mails of a turn end within some milliseconds of each other. What is not written at a crash goes out again. */
const SETTLE_LINGER_MS = 8;

interface LeasedSettlement extends Settlement {
  readonly leaseId: string;
}

interface SendRow {
  readonly leaseId: string;
  readonly brandId: string;
  readonly request: MessageRequest;
  readonly causation: Causation;
  readonly requestedAt: string;
  readonly attempts: number;
  readonly isHeld: boolean;
}

export class SendRepository extends SendStore {
  readonly #db: Kysely<unknown>;
  readonly #options: SendRepositoryOptions;
  readonly #settlements: GroupCommit<LeasedSettlement, void>;

  constructor(db: Kysely<unknown>, options: SendRepositoryOptions) {
    super();
    this.#db = db;
    this.#options = options;
    this.#settlements = createGroupCommit({
      lingerMs: SETTLE_LINGER_MS,
      maxRows: 200,
      maxPending: 10_000,
      write: (settlements) => this.#write(settlements),
    });
  }

  override async accept(sends: readonly RequestedSend[]): Promise<number> {
    const rows = sends.map(({ brandId, request, causation, requestedAt }) => ({
      brand_id: brandId,
      key: request.key,
      order_id: request.orderId,
      order_number: request.orderNumber,
      request,
      causation,
      requested_at: requestedAt,
    }));
    const { rows: added } = await sql`
      insert into send (brand_id, key, order_id, order_number, request, causation, requested_at)
      select * from json_to_recordset(${JSON.stringify(rows)}) as given
        (brand_id text, key text, order_id text, order_number text, request jsonb, causation jsonb, requested_at timestamptz)
      order by brand_id, key
      on conflict (brand_id, key) do nothing
      returning 1`.execute(this.#db);
    return added.length;
  }

  override async lease(limit: number): Promise<Lease> {
    const { rows } = await sql<SendRow>`
      with due as (
        select brand_id, key from send
        where settled_at is null and due_at <= (select clock_timestamp())
        order by due_at limit ${limit} for update skip locked
      ), lease as (select gen_random_uuid() as id)
      update send set state = 'leased', lease_id = lease.id,
        due_at = clock_timestamp() + ${this.#options.leaseMs} * interval '1 millisecond'
      from due, lease where send.brand_id = due.brand_id and send.key = due.key
      returning send.lease_id as "leaseId", send.brand_id as "brandId", request, causation,
        requested_at as "requestedAt", attempts, is_held as "isHeld"`.execute(this.#db);
    const sends = rows.map(({ leaseId: _, ...send }): LeasedSend => send);
    return { id: rows[0]?.leaseId ?? null, sends };
  }

  override async settle(leaseId: string, settlement: Settlement): Promise<void> {
    await this.#settlements.add({ ...settlement, leaseId });
  }

  override async releaseHeld(): Promise<void> {
    await sql`
      update send set due_at = clock_timestamp()
      where settled_at is null and state = 'held' and due_at > (select clock_timestamp())`.execute(this.#db);
  }

  override async releaseOrders(orders: readonly OrderKey[]): Promise<void> {
    await sql`
      update send set due_at = clock_timestamp()
      from json_to_recordset(${JSON.stringify(orders)}) as known ("brandId" text, "orderNumber" text)
      where brand_id = known."brandId" and order_number = known."orderNumber"
        and state = 'waiting' and due_at > clock_timestamp()`.execute(this.#db);
  }

  override async findSaid(brandId: string, keys: readonly string[]): Promise<ReadonlyMap<string, Said>> {
    const { rows } = await sql<Said & { key: string }>`
      select key, request ->> 'condition' as condition, settled_at as "saidAt" from send
      where brand_id = ${brandId} and key = any(${keys}::text[]) and state = 'sent'`.execute(this.#db);
    return new Map(rows.map(({ key, ...said }) => [key, said]));
  }

  override async list(brandId: string, orderNumber: string): Promise<readonly MessageView[]> {
    const { rows } = await sql<MessageView>`
      select key, request ->> 'condition' as condition, request ->> 'reason' as reason,
        request -> 'parcelIds' as "parcelIds", request ->> 'messageClass' as "messageClass", case state when 'leased' then 'waiting' else state end as state,
        because, channel, message_id as "messageId", requested_at as "requestedAt", settled_at as "settledAt"
      from send where brand_id = ${brandId} and order_number = ${orderNumber}
      order by requested_at desc, key`.execute(this.#db);
    return rows;
  }

  /** Waits until what was settled is written. */
  async close(): Promise<void> {
    await this.#settlements.close();
  }

  async #write(settlements: readonly LeasedSettlement[]): Promise<undefined[]> {
    const told = await this.#db.transaction().execute(async (trx) => {
      const settled = await update(trx, settlements);
      const events = settlements.flatMap((settlement) =>
        settlement.event !== null && settled.has(keyOf(settlement)) ? [settlement.event] : [],
      );
      return appendToOutbox(trx, events);
    });
    this.#options.onMessages(told);
    for (const { result } of settlements) this.#options.onSettled(result);
    return settlements.map(() => undefined);
  }
}

function keyOf({ brandId, key }: { readonly brandId: string; readonly key: string }): string {
  return `${brandId} ${key}`;
}

/** Answers which were still leased to the one who settles them. */
async function update(
  trx: Kysely<unknown>,
  settlements: readonly LeasedSettlement[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ brandId: string; key: string }>`
    update send set state = done.state, because = done.because, channel = done.channel, message_id = done.message_id,
      attempts = coalesce(done.attempts, send.attempts), is_held = send.is_held or done.state = 'held', lease_id = null,
      due_at = clock_timestamp() + done.wait_ms * interval '1 millisecond',
      settled_at = case when done.is_final then done.at end
    from json_to_recordset(${JSON.stringify(settlements.map(toRow))}) as done
      (brand_id text, key text, lease_id uuid, state text, because text, channel text, message_id text, attempts integer,
       wait_ms integer, is_final boolean, at timestamptz)
    where send.brand_id = done.brand_id and send.key = done.key and send.lease_id = done.lease_id
    returning send.brand_id as "brandId", send.key as key`.execute(trx);
  return new Set(rows.map(keyOf));
}

function toRow({ brandId, key, leaseId, result, at }: LeasedSettlement) {
  const row = { brand_id: brandId, key, lease_id: leaseId, at, ...columnsOf(result) };
  return { ...row, is_final: row.state !== 'waiting' && row.state !== 'held' };
}

function columnsOf(result: SendResult) {
  switch (result.state) {
    case 'sent':
      return { state: result.state, channel: result.channel, message_id: result.messageId, wait_ms: 0 };
    case 'held':
      return { state: result.state, because: result.because, wait_ms: result.waitMs };
    case 'waiting':
      return {
        state: result.state,
        because: result.because,
        wait_ms: result.waitMs,
        attempts: result.attempts,
      };
    case 'dropped':
    case 'undeliverable':
      return { state: result.state, because: result.because, wait_ms: 0 };
  }
}
