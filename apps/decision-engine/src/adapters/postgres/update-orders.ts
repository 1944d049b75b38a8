import { packTexts } from '@tidings/database';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { OrderAggregate } from '../../core/order-aggregate.js';
import type { OrderSave } from '../../ports/order-store.js';
import type { EngineSchema } from './schema.js';

/** What a transaction knows of its orders, by their ids. */
export interface KnownOrders {
  /** As they were read: what is still the same is not written again. */
  readonly loaded: ReadonlyMap<string, OrderAggregate>;
  /** Their time had come: in the index stands when it comes again. Of all others it may stand too early. */
  readonly woken: ReadonlySet<string>;
}

/** Between the names of places, which are on one line each. */
const BETWEEN = '\n';

/** The statement that every report costs: it carries what moved, and the shop's document only where a shop changed it. */
export async function updateOrders(
  trx: Kysely<EngineSchema>,
  saves: readonly OrderSave[],
  { loaded, woken }: KnownOrders,
): Promise<void> {
  const aggregates = saves.map(({ aggregate }) => aggregate);
  const changedDocs = aggregates.map(({ orderId, order }) =>
    order === loaded.get(orderId)?.order ? '' : JSON.stringify(order),
  );
  const docs = packTexts(changedDocs);
  const ledgers = packTexts(aggregates.map(({ ledger }) => JSON.stringify(ledger)));
  const stated = packTexts(aggregates.map((aggregate) => JSON.stringify(aggregate.stated)));
  await sql`
    update orders set number = row.number, version = row.version,
      doc = case when row.doc_length = 0 then orders.doc else ${slice(docs.bytes, 'doc')} end,
      ledger = ${slice(ledgers.bytes, 'ledger')}, stated = ${slice(stated.bytes, 'stated')},
      speaks_from = row.speaks_from, places = string_to_array(row.places, ${BETWEEN}), due_at = row.due_at,
      wake_at = case when row.is_woken then row.due_at else least(orders.wake_at, row.due_at) end
    from unnest(
      ${aggregates.map(({ orderId }) => orderId)}::uuid[],
      ${aggregates.map(({ orderNumber }) => orderNumber)}::text[],
      ${aggregates.map(({ version }) => version)}::int[],
      ${docs.starts}::int[], ${docs.lengths}::int[],
      ${ledgers.starts}::int[], ${ledgers.lengths}::int[],
      ${stated.starts}::int[], ${stated.lengths}::int[],
      ${aggregates.map(({ speaksFrom }) => speaksFrom)}::timestamptz[],
      ${saves.map(({ places }) => places.join(BETWEEN))}::text[],
      ${saves.map(({ wakeAt }) => wakeAt)}::timestamptz[],
      ${aggregates.map(({ orderId }) => woken.has(orderId))}::boolean[]
    ) as row (id, number, version, doc_start, doc_length, ledger_start, ledger_length, stated_start, stated_length,
      speaks_from, places, due_at, is_woken)
    where orders.id = row.id`.execute(trx);
}

/** The row's part of many JSON documents that came as one parameter. */
function slice(bytes: Buffer, column: 'doc' | 'ledger' | 'stated'): RawBuilder<unknown> {
  const start = sql.ref(`row.${column}_start`);
  const length = sql.ref(`row.${column}_length`);
  return sql`convert_from(substring(${bytes}::bytea from ${start} for ${length}), 'UTF8')::json`;
}
