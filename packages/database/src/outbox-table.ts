import type { OutgoingEvent, StoredEvent } from '@tidings/contracts';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { keepInline } from './keep-inline.js';
import { packTexts } from './pack-bytes.js';

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
 * Puts events into the outbox, in their order, by one statement: they leave if and only if `trx` commits.
 * @returns them with their places, to be offered to the relay after the commit
 */
export async function appendToOutbox<Schema>(
  trx: Kysely<Schema>,
  events: readonly OutgoingEvent[],
): Promise<readonly StoredEvent[]> {
  if (events.length === 0) return [];
  const { rows } = await outboxStatement(events).execute(trx);
  return toStored(events, rows);
}

export interface OutboxPlace {
  readonly position: number;
}

/** What `appendToOutbox` runs, for a flight of statements. */
export function outboxStatement(events: readonly OutgoingEvent[]): RawBuilder<OutboxPlace> {
  const payloads = packTexts(events.map(({ payload }) => payload));
  return sql<OutboxPlace>`
    insert into outbox (id, brand_id, subject, payload)
    select id, brand_id, subject, convert_from(substring(${payloads.bytes}::bytea from start for length), 'UTF8')
    from unnest(
      ${events.map(({ id }) => id)}::text[],
      ${events.map(({ brandId }) => brandId)}::text[],
      ${events.map(({ subject }) => subject)}::text[],
      ${payloads.starts}::int[], ${payloads.lengths}::int[]
    ) with ordinality as event (id, brand_id, subject, start, length, position)
    order by position
    returning position`;
}

/** The events with the places that `outboxStatement` gave them. */
export function toStored(
  events: readonly OutgoingEvent[],
  places: readonly OutboxPlace[],
): readonly StoredEvent[] {
  return events.map((event, index) => {
    const place = places[index];
    if (place === undefined) throw new Error('the outbox took fewer events than it was given');
    return { ...event, position: place.position };
  });
}
