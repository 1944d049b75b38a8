import type { OutgoingEvent, StoredEvent } from '@tidings/contracts';
import { packBytes, packTexts } from '@tidings/database';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Intake } from '../../ports/intake-store.js';
import { ASKED_ANEW, plannedRows, TASK_COLUMNS } from './shop-task.repository.js';
import { toStorable } from './to-storable.js';

export interface Inserted {
  /** Ids of the receipts that are new; the others were kept before. */
  readonly kept: ReadonlySet<string>;
  /** The events of the new ones. */
  readonly stored: readonly StoredEvent[];
}

/**
 * Receipts, quarantine and outbox of many deliveries in one statement; what a known delivery would leave is left out.
 * Sorted by the unique key, so that two such statements cannot wait for each other.
 */
export async function insertIntakes(db: Kysely<unknown>, intakes: readonly Intake[]): Promise<Inserted> {
  const { rows } = await sql<{ id: string; position: number | null }>`
    with kept as (
      insert into receipt (id, brand_id, source, received_at, delivery_key, topic, body, state, is_history)
      ${deliveries(intakes)} order by delivery_key
      on conflict (delivery_key) do nothing
      returning id, brand_id, source, received_at
    ), quarantined as (
      insert into quarantine (receipt_id, position, brand_id, source, kind, field, message, quarantined_at)
      select receipt_id, position, brand_id, source, kind, field, message, received_at
      from (${problems(intakes)}) as problem join kept on kept.id = receipt_id
    ), sent as (
      insert into outbox (id, brand_id, subject, payload)
      select id, brand_id, subject, payload
      from (${events(intakes)}) as event where receipt_id = any(array(select id from kept))
      order by position
      returning id, position
    )${asked(intakes)}
    select id::text as id, null::bigint as position from kept
    union all
    select id, position from sent`.execute(db);
  const kept = new Set<string>();
  const positions = new Map<string, number>();
  for (const { id, position } of rows) {
    if (position === null) kept.add(id);
    else positions.set(id, position);
  }
  const stored = intakes
    .filter(({ receipt }) => kept.has(receipt.id))
    .flatMap((intake) => intake.events)
    .map((event) => ({ ...event, position: positionOf(event, positions) }));
  return { kept, stored };
}

/** Only where there is something to ask: most deliveries are of carriers. */
function asked(intakes: readonly Intake[]): RawBuilder<unknown> {
  const tasks = intakes.flatMap((intake) => intake.tasks);
  const dueAt = tasks[0]?.askedAt;
  if (dueAt === undefined) return sql``;
  return sql`, asked as (
      insert into shop_task as known (${TASK_COLUMNS})
      select * from (${plannedRows(tasks, dueAt)}) as planned
      where exists (select from kept where kept.id::text = planned.detail->>'receiptId')
      on conflict (brand_id, source, kind, subject) do update set ${ASKED_ANEW},
        detail = case when (excluded.detail->>'isTelling')::boolean then excluded.detail else known.detail end
    )`;
}

function positionOf({ id }: OutgoingEvent, positions: ReadonlyMap<string, number>): number {
  const position = positions.get(id);
  if (position === undefined) throw new Error(`the outbox did not take the event ${id}`);
  return position;
}

/** Rows as the table `receipt` has them. */
function deliveries(intakes: readonly Intake[]): RawBuilder<unknown> {
  const receipts = intakes.map(({ receipt }) => receipt);
  const { bytes, starts, lengths } = packBytes(receipts.map(({ body }) => body));
  return sql`
    select id, brand_id, source, received_at, delivery_key, topic, substring(${bytes}::bytea from start for length) as body,
      state, is_history
    from unnest(
      ${receipts.map(({ id }) => id)}::uuid[],
      ${receipts.map(({ brandId }) => brandId)}::text[],
      ${receipts.map(({ source }) => source)}::text[],
      ${receipts.map(({ receivedAt }) => receivedAt)}::timestamptz[],
      ${receipts.map(({ deliveryKey }) => deliveryKey)}::uuid[],
      ${receipts.map(({ topic }) => topic)}::text[],
      ${starts}::int[], ${lengths}::int[],
      ${receipts.map(({ state }) => state)}::text[],
      ${receipts.map(({ isHistory }) => isHistory)}::boolean[]
    ) as delivery (id, brand_id, source, received_at, delivery_key, topic, start, length, state, is_history)`;
}

function problems(intakes: readonly Intake[]): RawBuilder<unknown> {
  const rows = intakes.flatMap(({ receipt, problems: own }) =>
    own.map((problem, position) => ({ ...toStorable(problem), position, receiptId: receipt.id })),
  );
  return sql`
    select * from unnest(
      ${rows.map(({ receiptId }) => receiptId)}::uuid[],
      ${rows.map(({ position }) => position)}::int[],
      ${rows.map(({ kind }) => kind)}::text[],
      ${rows.map(({ field }) => field)}::text[],
      ${rows.map(({ message }) => message)}::text[]
    ) as problem (receipt_id, position, kind, field, message)`;
}

function events(intakes: readonly Intake[]): RawBuilder<unknown> {
  const rows = intakes.flatMap(({ receipt, events: own }) =>
    own.map((event) => ({ event, receiptId: receipt.id })),
  );
  const { bytes, starts, lengths } = packTexts(rows.map(({ event }) => event.payload));
  return sql`
    select receipt_id, id, brand_id, subject, convert_from(substring(${bytes}::bytea from start for length), 'UTF8') as payload,
      position
    from unnest(
      ${rows.map(({ receiptId }) => receiptId)}::uuid[],
      ${rows.map(({ event }) => event.id)}::text[],
      ${rows.map(({ event }) => event.brandId)}::text[],
      ${rows.map(({ event }) => event.subject)}::text[],
      ${starts}::int[], ${lengths}::int[]
    ) with ordinality as event (receipt_id, id, brand_id, subject, start, length, position)`;
}
