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
 * holds: the clock waits for no report. What another clock has taken is passed by in `wakes` alone, without a look at its
 * order. An order that is not due any more is put back for later.
 */
export async function takeWakes(
  trx: Kysely<EngineSchema>,
  asOf: Instant,
  limit: number,
): Promise<TakenWakes> {
  const { rows } = await sql<{ taken: number } & (OrderRow | { id: null })>`
    with first as materialized (${firstWakes(asOf, limit)}), taken as materialized (
      select first.place, ${ORDER_COLUMNS} from first join orders on orders.id = first.order_id
      for update of orders skip locked), gone as (${deleteTaken}), put_back as (
      insert into wakes (wake_at, order_id) select due_at, id from taken where due_at > ${asOf} on conflict do nothing)
    select first.taken, due.* from (select count(*)::int as taken from first) as first
    left join taken as due on due.due_at <= ${asOf}`.execute(trx);
  const due = new Map(rows.flatMap((row) => (row.id === null ? [] : [[row.id, row] as const])));
  return { taken: rows[0]?.taken ?? 0, due: [...due.values()] };
}

/** The order that is due first is not looked at before `until`. @returns its id; null where none is due */
export async function putOffFirstWake(
  trx: Kysely<EngineSchema>,
  asOf: Instant,
  until: Instant,
): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    with taken as materialized (${firstWakes(asOf, 1)}), gone as (${deleteTaken}), put_off as (
      insert into wakes (wake_at, order_id) select ${until}, order_id from taken on conflict do nothing)
    update orders set due_at = ${until} from taken where orders.id = taken.order_id returning orders.id`.execute(
    trx,
  );
  return rows[0]?.id ?? null;
}

function firstWakes(asOf: Instant, limit: number): RawBuilder<unknown> {
  return sql`
    select ctid as place, order_id from wakes where wake_at <= ${asOf}
    order by wake_at, order_id limit ${limit} for update skip locked`;
}

const deleteTaken = sql`delete from wakes where ctid = any (array(select place from taken))`;
