import type { CaseSnapshot } from '@tidings/domain';
import { inOneFlight } from '@tidings/database';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { OrderAggregate } from '../../core/order-aggregate.js';
import { unpackEvents, unpackParcels } from './packed-facts.js';
import type { EngineSchema } from './schema.js';
import type { KnownOrder } from './known-order.js';

export type OrderRow = EngineSchema['orders'];

interface CaseRow {
  readonly order_id: string;
  readonly doc: CaseSnapshot;
}

/** All that `OrderRow` has. */
export const ORDER_COLUMNS = sql`orders.id, orders.brand_id, orders.number, orders.token, orders.version, orders.doc,
  orders.ledger, orders.stated, orders.promises, orders.speaks_from, orders.due_at, orders.events,
  orders.parcels`;

/** Reads orders whole, locking them in the order of their ids so that two batches never wait for each other in a ring. */
export async function readAggregates(
  database: Kysely<EngineSchema>,
  orderIds: readonly string[],
  { isLocked }: { readonly isLocked: boolean },
): Promise<readonly KnownOrder[]> {
  if (orderIds.length === 0) return [];
  const lock = isLocked ? sql`order by id for update` : sql``;
  const [orders, cases] = await inOneFlight(database, [
    // First: what is read behind it is as nobody else can change it any more.
    sql<OrderRow>`select ${ORDER_COLUMNS} from orders where id = any(${orderIds}::uuid[]) ${lock}`,
    selectCases(orderIds),
  ]);
  return orders.map(assembling(cases));
}

/** Reads what belongs to orders that are locked and read already. */
export async function completeAggregates(
  database: Kysely<EngineSchema>,
  orders: readonly OrderRow[],
): Promise<readonly KnownOrder[]> {
  if (orders.length === 0) return [];
  const { rows } = await selectCases(orders.map(({ id }) => id)).execute(database);
  return orders.map(assembling(rows));
}

function selectCases(orderIds: readonly string[]): RawBuilder<CaseRow> {
  return sql`select order_id, doc from cases where order_id = any(${orderIds}::uuid[]) order by opened_at`;
}

function assembling(cases: readonly CaseRow[]): (row: OrderRow) => KnownOrder {
  const casesByOrder = Map.groupBy(cases, ({ order_id }) => order_id);
  const toAggregate = (row: OrderRow): OrderAggregate => ({
    orderId: row.id,
    brandId: row.brand_id,
    orderNumber: row.number,
    token: row.token,
    version: row.version,
    order: row.doc,
    orderEvents: unpackEvents(row.events),
    parcels: unpackParcels(row.parcels),
    ledger: row.ledger,
    cases: (casesByOrder.get(row.id) ?? []).map(({ doc }) => doc),
    stated: row.stated,
    promises: row.promises,
    speaksFrom: row.speaks_from,
  });
  return (row) => ({ aggregate: toAggregate(row), wokenBy: row.due_at });
}
