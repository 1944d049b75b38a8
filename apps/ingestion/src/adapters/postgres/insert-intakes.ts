import { type StoredMessage, toMessages } from '@tidings/contracts';
import { outboxStatement, packBytes, toStored } from '@tidings/database';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Intake } from '../../ports/intake-store.js';
import { ASKED_ANEW, plannedRows, TASK_COLUMNS } from './shop-task.repository.js';
import { toStorable } from './to-storable.js';

/** PostgreSQL, appendix A: unique_violation. */
const UNIQUE_VIOLATION = '23505';

/**
 * Receipts, quarantine, tasks and outbox of many deliveries in one statement: all of it or nothing. Sorted by the unique key,
 * so that two such statements cannot wait for each other.
 * @returns what it put into the outbox; null when one of the deliveries was kept before, and nothing is written
 */
export async function insertIntakes(
  db: Kysely<unknown>,
  intakes: readonly Intake[],
): Promise<readonly StoredMessage[] | null> {
  const messages = toMessages(intakes.flatMap(({ events }) => events));
  try {
    const { rows } = await sql<{ position: number }>`
      with kept as (
        insert into receipt (id, brand_id, source, received_at, delivery_key, topic, body, state, is_history)
        ${deliveries(intakes)} order by delivery_key
      ), quarantined as (
        insert into quarantine (receipt_id, position, brand_id, source, kind, field, message, quarantined_at)
        ${problems(intakes)}
      ), sent as (${outboxStatement(messages)})${asked(intakes)}
      select position from sent order by position`.execute(db);
    return toStored(messages, rows);
  } catch (error) {
    if (isOfKnownDelivery(error)) return null;
    throw error;
  }
}

function isOfKnownDelivery(error: unknown): boolean {
  const { code, constraint } = error as { readonly code?: unknown; readonly constraint?: unknown };
  return code === UNIQUE_VIOLATION && constraint === 'receipt_delivery_key_key';
}

/** Only where there is something to ask: most deliveries are of carriers. */
function asked(intakes: readonly Intake[]): RawBuilder<unknown> {
  const tasks = intakes.flatMap((intake) => intake.tasks);
  const dueAt = tasks[0]?.askedAt;
  if (dueAt === undefined) return sql``;
  return sql`, asked as (
      insert into shop_task as known (${TASK_COLUMNS})
      select * from (${plannedRows(tasks, dueAt)}) as planned
      on conflict (brand_id, source, kind, subject) do update set ${ASKED_ANEW},
        detail = case when (excluded.detail->>'isTelling')::boolean then excluded.detail else known.detail end
    )`;
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
    own.map((problem, position) => ({ ...toStorable(problem), position, receipt })),
  );
  return sql`
    select * from unnest(
      ${rows.map(({ receipt }) => receipt.id)}::uuid[],
      ${rows.map(({ position }) => position)}::int[],
      ${rows.map(({ receipt }) => receipt.brandId)}::text[],
      ${rows.map(({ receipt }) => receipt.source)}::text[],
      ${rows.map(({ kind }) => kind)}::text[],
      ${rows.map(({ field }) => field)}::text[],
      ${rows.map(({ message }) => message)}::text[],
      ${rows.map(({ receipt }) => receipt.receivedAt)}::timestamptz[]
    )`;
}
