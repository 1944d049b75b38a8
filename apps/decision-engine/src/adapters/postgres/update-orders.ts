import { type PackedBytes, packTexts } from '@tidings/database';
import { type RawBuilder, sql } from 'kysely';
import type { OrderAggregate } from '../../core/order-aggregate.js';
import type { OrderSave } from '../../ports/order-store.js';

/** What a transaction knows of its orders, by their ids. */
export interface KnownOrders {
  /** As they were read: what is still the same is not written again. */
  readonly loaded: ReadonlyMap<string, OrderAggregate>;
  /** Their time had come: in the index stands when it comes again. Of all others it may stand too early. */
  readonly woken: ReadonlySet<string>;
}

/** Between the names of places, which are on one line each. */
const BETWEEN = '\n';

/** The statement that every report costs: it carries what moved, and of the order's documents those that changed. */
export function updateOrders(
  saves: readonly OrderSave[],
  { loaded, woken }: KnownOrders,
): RawBuilder<unknown> {
  const aggregates = saves.map(({ aggregate }) => aggregate);
  const changed = (document: 'order' | 'ledger' | 'stated'): PackedBytes =>
    packTexts(
      aggregates.map((aggregate) =>
        aggregate[document] === loaded.get(aggregate.orderId)?.[document]
          ? ''
          : JSON.stringify(aggregate[document]),
      ),
    );
  const [docs, ledgers, stated] = [changed('order'), changed('ledger'), changed('stated')];
  return sql`
    update orders set number = row.number, version = row.version,
      doc = ${sliceOr('doc', docs.bytes)}, ledger = ${sliceOr('ledger', ledgers.bytes)},
      stated = ${sliceOr('stated', stated.bytes)},
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
    where orders.id = row.id`;
}

/** The row's part of many JSON documents that came as one parameter; where it has none, what stands there. */
function sliceOr(column: 'doc' | 'ledger' | 'stated', bytes: Buffer): RawBuilder<unknown> {
  const start = sql.ref(`row.${column}_start`);
  const length = sql.ref(`row.${column}_length`);
  return sql`case when ${length} = 0 then ${sql.ref(`orders.${column}`)}
    else convert_from(substring(${bytes}::bytea from ${start} for ${length}), 'UTF8')::json end`;
}
