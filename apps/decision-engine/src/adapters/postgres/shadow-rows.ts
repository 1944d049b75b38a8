import type { Ledger } from '@tidings/domain';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { ShadowState } from '../../core/assess-shadow.js';
import type { OrderSave } from '../../ports/order-store.js';
import type { EngineSchema } from './schema.js';

/** By order id; the orders are locked already. */
export async function readShadows(
  trx: Kysely<EngineSchema>,
  orderIds: readonly string[],
): Promise<ReadonlyMap<string, ShadowState>> {
  if (orderIds.length === 0) return new Map();
  const { rows } = await sql<{ order_id: string; version: string; ledger: Ledger }>`
    select order_id, version, ledger from shadow_orders where order_id = any(${orderIds}::uuid[])`.execute(
    trx,
  );
  return new Map(rows.map(({ order_id: orderId, ...state }) => [orderId, state]));
}

export function upsertShadows(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
  const shadowed = saves.flatMap(({ aggregate, shadow }) =>
    shadow === null ? [] : [{ orderId: aggregate.orderId, brandId: aggregate.brandId, ...shadow }],
  );
  if (shadowed.length === 0) return [];
  const orders = shadowed.map(({ orderId, state, seenSince }) => ({
    order_id: orderId,
    version: state.version,
    seen_since: seenSince,
    ledger: state.ledger,
  }));
  const orderRows = sql`
    insert into shadow_orders as known (order_id, version, seen_since, ledger)
    select order_id, version, seen_since, ledger from json_to_recordset(${JSON.stringify(orders)}::json)
      as row (order_id uuid, version text, seen_since timestamptz, ledger json)
    on conflict (order_id) do update set version = excluded.version, ledger = excluded.ledger,
      seen_since = case when known.version = excluded.version then known.seen_since else excluded.seen_since end`;
  const decisions = shadowed.flatMap(({ orderId, brandId, decisions: taken }) =>
    taken.map((decision) => ({
      brand_id: brandId,
      order_id: orderId,
      version: decision.trace.policyVersion,
      key: decision.key,
      condition: decision.condition,
      reason: decision.reason,
      outcome: decision.outcome,
      parcel_ids: decision.parcelIds,
      has_message: decision.message !== null,
      decided_at: decision.asOf,
      trace: decision.trace,
    })),
  );
  if (decisions.length === 0) return [orderRows];
  const decisionRows = sql`
    insert into shadow_decisions (brand_id, order_id, version, key, condition, reason, outcome, parcel_ids, has_message,
      decided_at, trace)
    select brand_id, order_id, version, key, condition, reason, outcome, parcel_ids, has_message, decided_at, trace
    from json_to_recordset(${JSON.stringify(decisions)}::json) as row (brand_id text, order_id uuid, version text,
      key text, condition text, reason text, outcome text, parcel_ids uuid[], has_message boolean, decided_at timestamptz, trace json)
    on conflict do nothing`;
  return [orderRows, decisionRows];
}
