import type { Causation, StoredMessage } from '@tidings/contracts';
import { appendToOutbox } from '@tidings/database';
import { type Kysely, sql } from 'kysely';
import type { Outcome } from '../../core/outcome.js';
import {
  type KeptNotice,
  type LeasedTicket,
  type SettledTicket,
  type Settlement,
  type TicketKey,
  TicketStore,
} from '../../ports/ticket-store.js';

export interface TicketRepositoryOptions {
  readonly leaseMs: number;
  /** Called after each commit that wrote events, with them. */
  readonly onMessages: (messages: readonly StoredMessage[]) => void;
  /** Called after the commit for each ticket that is done with. */
  readonly onSettled: (outcome: Outcome) => void;
}

interface SettledRow {
  readonly outcome: Outcome | null;
  readonly because: string | null;
  readonly orderNumber: string | null;
  readonly macro: string | null;
  readonly at: string | null;
  readonly isReopened: boolean;
}

const settledColumns = sql`outcome, because, order_number as "orderNumber", macro, settled_at as at,
  is_reopened as "isReopened"`;

function settledIn({ outcome, at, ...row }: SettledRow): SettledTicket | null {
  return outcome === null || at === null ? null : { outcome, at, ...row };
}

export class TicketRepository extends TicketStore {
  readonly #db: Kysely<unknown>;
  readonly #options: TicketRepositoryOptions;

  constructor(db: Kysely<unknown>, options: TicketRepositoryOptions) {
    super();
    this.#db = db;
    this.#options = options;
  }

  override async keep({
    brandId,
    ticketId,
    deliveryKey,
    problem,
    body,
    causation,
    receivedAt,
  }: KeptNotice): Promise<void> {
    await this.#db.transaction().execute(async (trx) => {
      const { rows } = await sql`
        insert into notice (brand_id, delivery_key, ticket_id, problem, body, received_at)
        values (${brandId}, ${deliveryKey}, ${ticketId}, ${problem}, ${Buffer.from(body)}, ${receivedAt})
        on conflict do nothing returning 1`.execute(trx);
      if (rows.length === 0 || ticketId === null) return;
      // An answer is looked at again: its customer may have written. What was left to a person stays theirs.
      await sql`
        insert into ticket (brand_id, ticket_id, causation)
        values (${brandId}, ${ticketId}, ${JSON.stringify(causation)})
        on conflict (brand_id, ticket_id) do update set
          noticed_at = clock_timestamp(),
          state = case when ticket.state = 'settled' and ticket.outcome = 'answered' and not ticket.is_reopened
            then 'waiting' else ticket.state end,
          due_at = case when ticket.state = 'settled' then clock_timestamp() else ticket.due_at end`.execute(
        trx,
      );
    });
  }

  override async add(brandId: string, ticketIds: readonly string[], causation: Causation): Promise<number> {
    const { rows } = await sql`
      insert into ticket (brand_id, ticket_id, causation)
      select ${brandId}, ticket_id, ${JSON.stringify(causation)} from unnest(${ticketIds}::text[]) as ticket_id
      order by ticket_id
      on conflict do nothing returning 1`.execute(this.#db);
    return rows.length;
  }

  override async lease(limit: number): Promise<readonly LeasedTicket[]> {
    const { rows } = await sql<SettledRow & Omit<LeasedTicket, 'settled'>>`
      with due as (
        select brand_id, ticket_id from ticket
        where state in ('waiting', 'leased') and due_at <= (select clock_timestamp())
        order by due_at limit ${limit} for update skip locked
      ), lease as (select gen_random_uuid() as id)
      update ticket set state = 'leased', lease_id = lease.id, leased_at = clock_timestamp(),
        due_at = clock_timestamp() + ${this.#options.leaseMs} * interval '1 millisecond'
      from due, lease where ticket.brand_id = due.brand_id and ticket.ticket_id = due.ticket_id
      returning ticket.brand_id as "brandId", ticket.ticket_id as "ticketId", lease_id as "leaseId",
        causation, attempts, ${settledColumns}`.execute(this.#db);
    return rows.map(({ brandId, ticketId, leaseId, causation, attempts, ...settled }) => ({
      brandId,
      ticketId,
      leaseId,
      causation,
      attempts,
      settled: settledIn(settled),
    }));
  }

  override async renew({ brandId, ticketId, leaseId }: LeasedTicket): Promise<boolean> {
    const { rows } = await sql`
      update ticket set due_at = clock_timestamp() + ${this.#options.leaseMs} * interval '1 millisecond'
      where brand_id = ${brandId} and ticket_id = ${ticketId} and lease_id = ${leaseId}
      returning 1`.execute(this.#db);
    return rows.length > 0;
  }

  override async settle(ticket: LeasedTicket, settlement: Settlement): Promise<void> {
    if (settlement.state === 'waiting') return this.#postpone(ticket, settlement);
    const { outcome, because, orderNumber, macro, at, isReopened, events } = settlement;
    const stored = await this.#db.transaction().execute(async (trx) => {
      // Who wrote while the lease ran is looked at again, where that can matter.
      const { rows } = await sql`
        update ticket set outcome = ${outcome}, because = ${because}, order_number = ${orderNumber},
          macro = ${macro}, settled_at = ${at}, is_reopened = ${isReopened}, lease_id = null, attempts = 0,
          due_at = clock_timestamp(),
          state = case when ${outcome} = 'answered' and not ${isReopened} and noticed_at > leased_at
            then 'waiting' else 'settled' end
        where brand_id = ${ticket.brandId} and ticket_id = ${ticket.ticketId} and lease_id = ${ticket.leaseId}
        returning 1`.execute(trx);
      return rows.length === 0 ? null : appendToOutbox(trx, events);
    });
    if (stored === null) return;
    this.#options.onMessages(stored);
    if (ticket.settled === null) this.#options.onSettled(outcome);
  }

  override async releaseHeld(): Promise<void> {
    await sql`
      update ticket set due_at = clock_timestamp()
      where state = 'waiting' and because = 'paused' and due_at > clock_timestamp()`.execute(this.#db);
  }

  override async find({
    brandId,
    ticketId,
  }: TicketKey): Promise<{ readonly settled: SettledTicket | null } | null> {
    const { rows } = await sql<SettledRow>`
      select ${settledColumns} from ticket
      where brand_id = ${brandId} and ticket_id = ${ticketId}`.execute(this.#db);
    const [row] = rows;
    return row === undefined ? null : { settled: settledIn(row) };
  }

  override async forgetOrders(brandId: string, orderNumbers: readonly string[]): Promise<void> {
    await sql`
      with forgotten as (
        update ticket set order_number = null
        where brand_id = ${brandId} and order_number = any(${orderNumbers}::text[])
        returning ticket_id
      )
      delete from notice using forgotten
      where notice.brand_id = ${brandId} and notice.ticket_id = forgotten.ticket_id`.execute(this.#db);
  }

  override async forgetBefore(at: string): Promise<void> {
    await sql`delete from notice where received_at < ${at}`.execute(this.#db);
  }

  async #postpone(
    { brandId, ticketId, leaseId }: LeasedTicket,
    { because, waitMs, attempts }: Extract<Settlement, { state: 'waiting' }>,
  ): Promise<void> {
    // What was settled before keeps its reason.
    await sql`
      update ticket set state = 'waiting', lease_id = null, attempts = ${attempts},
        because = case when outcome is null then ${because} else because end,
        due_at = clock_timestamp() + ${waitMs} * interval '1 millisecond'
      where brand_id = ${brandId} and ticket_id = ${ticketId} and lease_id = ${leaseId}`.execute(this.#db);
  }
}
