import {
  eventsOf,
  type OutgoingEvent,
  type OutgoingMessage,
  type StoredMessage,
  toMessages,
} from '@tidings/contracts';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { keepInline } from './keep-inline.js';
import { packBytes } from './pack-bytes.js';

/**
 * SQL for the first migration of every service that emits events; `outboxOfMessages` follows. `position` gives what one
 * transaction wrote its order; it is no cursor, since transactions commit in another order than they draw numbers.
 */
export const outboxTable = `create table outbox (
  position bigint generated always as identity primary key,
  id text not null,
  brand_id text not null,
  subject text not null,
  payload text not null,
  created_at timestamptz not null default clock_timestamp()
);
${keepInline('outbox', 'payload')}
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
 * SQL for the migration by which a row became a message of several events. What waits there is a message of one event.
 * A service of before cannot write into the table any more: its writes fail, and are tried again by its successor.
 */
export const outboxOfMessages = `alter table outbox alter column payload type bytea using convert_to(payload, 'UTF8');
alter table outbox rename column payload to body;
${keepInline('outbox', 'body')}
alter table outbox add column event_count integer not null default 1, drop column brand_id;
alter table outbox alter column event_count drop default;
alter table outbox_set_aside drop constraint outbox_set_aside_pkey, add primary key (position, id);`;

/**
 * Puts events into the outbox, in their order, by one statement: they leave if and only if `trx` commits.
 * @returns the messages that they make, to be offered to the relay after the commit
 */
export async function appendToOutbox<Schema>(
  trx: Kysely<Schema>,
  events: readonly OutgoingEvent[],
): Promise<readonly StoredMessage[]> {
  if (events.length === 0) return [];
  const messages = toMessages(events);
  const { rows } = await outboxStatement(messages).execute(trx);
  return toStored(messages, rows);
}

export interface OutboxPlace {
  readonly position: number;
}

/** What `appendToOutbox` runs, for a flight of statements or as a part of one. */
export function outboxStatement(messages: readonly OutgoingMessage[]): RawBuilder<OutboxPlace> {
  const { bytes, starts, lengths } = packBytes(messages.map(({ body }) => body));
  return sql<OutboxPlace>`
    insert into outbox (id, subject, event_count, body)
    select id, subject, event_count, substring(${bytes}::bytea from start for length)
    from unnest(
      ${messages.map(({ id }) => id)}::text[],
      ${messages.map(({ subject }) => subject)}::text[],
      ${messages.map(({ eventCount }) => eventCount)}::int[],
      ${starts}::int[], ${lengths}::int[]
    ) with ordinality as message (id, subject, event_count, start, length, position)
    order by position
    returning position`;
}

/** The messages with the places that `outboxStatement` gave them. */
export function toStored(
  messages: readonly OutgoingMessage[],
  places: readonly OutboxPlace[],
): readonly StoredMessage[] {
  return messages.map((message, index) => {
    const place = places[index];
    if (place === undefined) throw new Error('the outbox took fewer messages than it was given');
    return { ...message, position: place.position };
  });
}

/** The events that wait in the outbox of the schema that `db` sees, in their order; for whoever checks what was told. */
export async function waitingEvents<Schema>(
  db: Kysely<Schema>,
  subject?: string,
): Promise<readonly OutgoingEvent[]> {
  const { rows } = await sql<OutgoingMessage>`
    select id, subject, event_count as "eventCount", body from outbox order by position`.execute(db);
  return rows.flatMap((message) =>
    subject === undefined || message.subject === subject ? eventsOf(message) : [],
  );
}
