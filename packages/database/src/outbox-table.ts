import type { OutgoingEvent } from '@tidings/contracts';
import { type Kysely, sql } from 'kysely';

/**
 * SQL for the first migration of every service that emits events. `position` gives events of one transaction their
 * order; it is no cursor, since transactions commit in another order than they draw numbers.
 */
export const outboxTable = `create table outbox (
  position bigint generated always as identity primary key,
  id text not null,
  brand_id text not null,
  subject text not null,
  payload text not null,
  created_at timestamptz not null default clock_timestamp()
);
create table outbox_set_aside (
  position bigint primary key,
  id text not null,
  brand_id text not null,
  subject text not null,
  payload text not null,
  reason text not null,
  set_aside_at timestamptz not null default clock_timestamp()
);`;

/**
 * Puts events into the outbox, in their order, by one statement: they leave if and only if `trx` commits.
 * They travel as one JSON text: pg spends several times the processor time on escaping the same rows as arrays.
 */
export async function appendToOutbox<Schema>(
  trx: Kysely<Schema>,
  events: readonly OutgoingEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await sql`
    insert into outbox (id, brand_id, subject, payload)
    select id, "brandId", subject, payload
    from rows from (
      json_to_recordset(${JSON.stringify(events)}) as (id text, "brandId" text, subject text, payload text)
    ) with ordinality
    order by ordinality`.execute(trx);
}
