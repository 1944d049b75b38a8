import { type Kysely, sql } from 'kysely';

/** SQL for a migration of a service whose consumers need `firstTime`. */
export const inboxTable = `create table inbox (
  durable text not null,
  event_id text not null,
  received_at timestamptz not null default clock_timestamp(),
  primary key (durable, event_id)
);
create index inbox_received_at on inbox (received_at);`;

/**
 * Which of these events this durable consumer sees for the first time. They count as seen once `trx` commits.
 * @param ids envelope ids; an id given twice is one
 */
export async function firstTime<Schema>(
  trx: Kysely<Schema>,
  durable: string,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ eventId: string }>`
    insert into inbox (durable, event_id)
    select ${durable}, event_id from unnest(${ids}::text[]) as event_id order by event_id
    on conflict do nothing
    returning event_id as "eventId"`.execute(trx);
  return new Set(rows.map(({ eventId }) => eventId));
}
