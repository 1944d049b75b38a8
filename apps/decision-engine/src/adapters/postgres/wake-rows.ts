import type { Instant } from '@tidings/domain';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { OrderSave } from '../../ports/order-store.js';
import type { KnownOrders } from './known-order.js';
import { ORDER_COLUMNS, type OrderRow } from './read-aggregates.js';
import type { EngineSchema } from './schema.js';

/** A wake for each order that is due before the one that stands for it. */
export function insertWakes(saves: readonly OrderSave[], known: KnownOrders): readonly RawBuilder<unknown>[] {
  const early = saves.filter(({ aggregate, wakeAt }) => {
    const wokenBy = known.get(aggregate.orderId)?.wokenBy ?? null;
    return wakeAt !== null && (wokenBy === null || wakeAt < wokenBy);
  });
  if (early.length === 0) return [];
  return [
    sql`
    insert into wakes (wake_at, order_id)
    select wake_at, order_id from unnest(
      ${early.map(({ wakeAt }) => wakeAt)}::timestamptz[],
      ${early.map(({ aggregate }) => aggregate.orderId)}::uuid[]
    ) as early (wake_at, order_id)
    on conflict do nothing`,
  ];
}

export interface TakenWakes {
  /** Wakes whose time has come. */
  readonly taken: number;
  /** Orders that are due, and locked. No wake stands for them. */
  readonly due: readonly OrderRow[];
}

/**
 * Takes up to `limit` wakes whose time has come, and locks and reads their orders, skipping those that another transaction
 * holds: the clock waits for no report. An order that is not due any more is put back for later.
 */
export async function takeWakes(
  trx: Kysely<EngineSchema>,
  asOf: Instant,
  limit: number,
): Promise<TakenWakes> {
  const { rows } = await sql<OrderRow & { isDue: boolean }>`
    with taken as materialized (${firstWakes(asOf, limit, ORDER_COLUMNS)}), gone as (${deleteTaken}), put_back as (
      insert into wakes (wake_at, order_id) select due_at, id from taken where due_at > ${asOf} on conflict do nothing)
    select *, coalesce(due_at <= ${asOf}, false) as "isDue" from taken`.execute(trx);
  const due = new Map(rows.filter(({ isDue }) => isDue).map((row) => [row.id, row]));
  return { taken: rows.length, due: [...due.values()] };
}

/** The order that is due first is not looked at before `until`. @returns its id; null where none is due */
export async function putOffFirstWake(
  trx: Kysely<EngineSchema>,
  asOf: Instant,
  until: Instant,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    with taken as materialized (${firstWakes(asOf, 1, sql`orders.id, orders.due_at`)}), gone as (${deleteTaken}), put_off as (
      insert into wakes (wake_at, order_id) select ${until}, id from taken on conflict do nothing)
    update orders set due_at = ${until} from taken where orders.id = taken.id returning orders.id`.execute(
    trx,
  );
  return rows[0]?.id ?? null;
}

function firstWakes(asOf: Instant, limit: number, columns: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`
    select wakes.ctid as place, ${columns} from wakes join orders on orders.id = wakes.order_id
    where wakes.wake_at <= ${asOf} order by wakes.wake_at, wakes.order_id limit ${limit} for update skip locked`;
}

const deleteTaken = sql`delete from wakes where ctid = any (array(select place from taken))`;
