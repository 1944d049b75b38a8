import { packBytes, type PackedBytes, packTexts } from '@tidings/database';
import { type RawBuilder, sql } from 'kysely';
import type { OrderAggregate } from '../../core/order-aggregate.js';
import type { OrderSave } from '../../ports/order-store.js';
import type { KnownOrders } from './known-order.js';
import { packFacts } from './packed-facts.js';

/** Between the names of places, which are on one line each. */
const BETWEEN = '\n';
const NOTHING = Buffer.alloc(0);

/** Of an order, as JSON. */
type Document = 'order' | 'ledger' | 'stated' | 'promises';
/** Of an order, as bytes. */
type Facts = 'orderEvents' | 'parcels';

/** The statement that every report costs: it carries what moved, and of the order's documents those that changed. */
export function updateOrders(saves: readonly OrderSave[], known: KnownOrders): RawBuilder<unknown> {
  const aggregates = saves.map(({ aggregate }) => aggregate);
  const isKept = (part: Document | Facts, aggregate: OrderAggregate): boolean =>
    aggregate[part] === known.get(aggregate.orderId)?.aggregate[part];
  const changed = (document: Document): PackedBytes =>
    packTexts(
      aggregates.map((aggregate) => (isKept(document, aggregate) ? '' : JSON.stringify(aggregate[document]))),
    );
  const packed = (facts: Facts): PackedBytes =>
    packBytes(
      aggregates.map((aggregate) => (isKept(facts, aggregate) ? NOTHING : packFacts(aggregate[facts]))),
    );
  const [docs, ledgers] = [changed('order'), changed('ledger')];
  const [stated, promises] = [changed('stated'), changed('promises')];
  const [events, parcels] = [packed('orderEvents'), packed('parcels')];
  return sql`
    update orders set number = row.number, version = row.version,
      doc = ${sliceOr('doc', docs.bytes)}, ledger = ${sliceOr('ledger', ledgers.bytes)},
      stated = ${sliceOr('stated', stated.bytes)}, promises = ${sliceOr('promises', promises.bytes)},
      events = ${sliceOr('events', events.bytes)}, parcels = ${sliceOr('parcels', parcels.bytes)},
      speaks_from = row.speaks_from, places = string_to_array(row.places, ${BETWEEN}), due_at = row.due_at
    from unnest(
      ${aggregates.map(({ orderId }) => orderId)}::uuid[],
      ${aggregates.map(({ orderNumber }) => orderNumber)}::text[],
      ${aggregates.map(({ version }) => version)}::int[],
      ${docs.starts}::int[], ${docs.lengths}::int[],
      ${ledgers.starts}::int[], ${ledgers.lengths}::int[],
      ${stated.starts}::int[], ${stated.lengths}::int[],
      ${promises.starts}::int[], ${promises.lengths}::int[],
      ${events.starts}::int[], ${events.lengths}::int[],
      ${parcels.starts}::int[], ${parcels.lengths}::int[],
      ${aggregates.map(({ speaksFrom }) => speaksFrom)}::timestamptz[],
      ${saves.map(({ places }) => places.join(BETWEEN))}::text[],
      ${saves.map(({ wakeAt }) => wakeAt)}::timestamptz[]
    ) as row (id, number, version, doc_start, doc_length, ledger_start, ledger_length, stated_start, stated_length,
      promises_start, promises_length, events_start, events_length, parcels_start, parcels_length, speaks_from, places,
      due_at)
    where orders.id = row.id`;
}

/** The row's part of many values that came as one parameter; where it has none, what stands there. */
function sliceOr(
  column: 'doc' | 'ledger' | 'stated' | 'promises' | 'events' | 'parcels',
  bytes: Buffer,
): RawBuilder<unknown> {
  const start = sql.ref(`row.${column}_start`);
  const length = sql.ref(`row.${column}_length`);
  const slice = sql`substring(${bytes}::bytea from ${start} for ${length})`;
  return sql`case when ${length} = 0 then ${sql.ref(`orders.${column}`)}
    else ${column === 'events' || column === 'parcels' ? slice : sql`convert_from(${slice}, 'UTF8')::json`} end`;
}
