import type { StoredMessage } from '@tidings/contracts';
import { inOneFlight } from '@tidings/database';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { OrderAggregate } from '../../core/order-aggregate.js';
import {
  type FoundOrder,
  type FoundParcel,
  type NewOrder,
  type NumberKey,
  OrderStore,
  type OrderTransaction,
} from '../../ports/order-store.js';
import { completeAggregates, readAggregates } from './read-aggregates.js';
import { saveOrders } from './save-orders.js';
import type { EngineSchema } from './schema.js';
import { readShadows } from './shadow-rows.js';
import type { KnownOrder } from './known-order.js';
import { putOffFirstWake, takeWakes } from './wake-rows.js';

type OnCommit = (messages: readonly StoredMessage[]) => void;

/** The engine's memory in Postgres. Every statement is set-based: a batch of orders costs what one does. */
export class PostgresOrderStore extends OrderStore {
  readonly #database: Kysely<EngineSchema>;
  readonly #onCommit: OnCommit;

  /** @param onCommit told after each commit what it put into the outbox */
  constructor(database: Kysely<EngineSchema>, onCommit: OnCommit) {
    super();
    this.#database = database;
    this.#onCommit = onCommit;
  }

  override async transaction<Result>(
    work: (transaction: OrderTransaction) => Promise<Result>,
  ): Promise<Result> {
    const stored: StoredMessage[] = [];
    const result = await this.#database
      .transaction()
      .execute((trx) => work(transactionOver(trx, (messages) => stored.push(...messages))));
    this.#onCommit(stored);
    return result;
  }

  override async read(orderIds: readonly string[]): Promise<readonly OrderAggregate[]> {
    const orders = await readAggregates(this.#database, orderIds, { isLocked: false });
    return orders.map(({ aggregate }) => aggregate);
  }
}

function transactionOver(trx: Kysely<EngineSchema>, onStored: OnCommit): OrderTransaction {
  const known = new Map<string, KnownOrder>();
  const remember = (orders: readonly KnownOrder[]): readonly OrderAggregate[] =>
    orders.map((order) => {
      known.set(order.aggregate.orderId, order);
      return order.aggregate;
    });
  return {
    async lockKeys(keys) {
      if (keys.length === 0) return;
      await sql`select pg_advisory_xact_lock(hashtextextended(key, 0)) from
        (select unnest(${[...new Set(keys)].sort()}::text[]) as key) as keys`.execute(trx);
    },
    async find(keys) {
      if (keys.parcels.length + keys.orders.length === 0) return { parcels: [], orders: [] };
      const [parcels, orders] = await inOneFlight(trx, [
        selectParcels(keys.parcels),
        selectOrders(keys.orders),
      ]);
      return { parcels, orders };
    },
    createOrders: (orders) => createOrders(trx, orders),
    load: async (orderIds) => remember(await readAggregates(trx, orderIds, { isLocked: true })),
    async loadDue(asOf, limit) {
      const { taken, due: rows } = await takeWakes(trx, asOf, limit);
      const due = await completeAggregates(trx, rows);
      return { taken, due: remember(due.map(({ aggregate }) => ({ aggregate, wokenBy: null }))) };
    },
    putOffFirst: (asOf, until) => putOffFirstWake(trx, asOf, until),
    loadShadows: (orderIds) => readShadows(trx, orderIds),
    async save(saves) {
      onStored(await saveOrders(trx, saves, known));
    },
  };
}

function selectParcels(keys: readonly NumberKey[]): RawBuilder<FoundParcel> {
  return sql<FoundParcel>`
    select p.id as "parcelId", p.order_id as "orderId", p.brand_id as "brandId", p.number, p.carrier,
      p.created_at as "createdAt", (o.doc is null) as "isOrphan"
    from ${asRows(keys)} join parcels p on p.brand_id = key.brand_id and p.number = key.number
    join orders o on o.id = p.order_id`;
}

function selectOrders(keys: readonly NumberKey[]): RawBuilder<FoundOrder> {
  return sql<FoundOrder>`
    select o.id as "orderId", o.brand_id as "brandId", o.number
    from ${asRows(keys)} join orders o on o.brand_id = key.brand_id and o.number = key.number`;
}

function asRows(keys: readonly NumberKey[]): RawBuilder<unknown> {
  return sql`unnest(${keys.map(({ brandId }) => brandId)}::text[], ${keys.map(({ number }) => number)}::text[])
    as key (brand_id, number)`;
}

async function createOrders(trx: Kysely<EngineSchema>, orders: readonly NewOrder[]): Promise<void> {
  if (orders.length === 0) return;
  await sql`
    insert into orders (id, brand_id, number, token, speaks_from)
    select id, brand_id, number, token, speaks_from from json_to_recordset(${JSON.stringify(
      orders.map((order) => ({
        id: order.orderId,
        brand_id: order.brandId,
        number: order.orderNumber,
        token: order.token,
        speaks_from: order.speaksFrom,
      })),
    )}::json) as row (id uuid, brand_id text, number text, token text, speaks_from timestamptz)`.execute(trx);
}
