import { promiseKey, type WatchedPromise } from '@tidings/domain';
import { type RawBuilder, sql } from 'kysely';
import type { OrderSave } from '../../ports/order-store.js';
import type { EngineSchema } from './schema.js';

type PromiseRow = EngineSchema['promises'];

export function toPromise(row: PromiseRow): WatchedPromise {
  return {
    promised: row.promised,
    parcelId: row.parcel_id,
    from: row.from_date,
    to: row.to_date,
    face: row.face,
    shownAt: row.shown_at,
    snapshotVersion: row.snapshot_version,
    state: row.state,
    settledAt: row.settled_at,
  };
}

export function upsertPromises(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
  const rows = saves.flatMap(({ aggregate, changedPromises }) =>
    changedPromises.map((promise): PromiseRow => ({
      brand_id: aggregate.brandId,
      order_id: aggregate.orderId,
      key: promiseKey(promise),
      parcel_id: promise.parcelId,
      promised: promise.promised,
      face: promise.face,
      from_date: promise.from,
      to_date: promise.to,
      shown_at: promise.shownAt,
      snapshot_version: promise.snapshotVersion,
      state: promise.state,
      settled_at: promise.settledAt,
    })),
  );
  if (rows.length === 0) return [];
  return [
    sql`
    insert into promises (brand_id, order_id, key, parcel_id, promised, face, from_date, to_date, shown_at,
      snapshot_version, state, settled_at)
    select brand_id, order_id, key, parcel_id, promised, face, from_date, to_date, shown_at, snapshot_version, state,
      settled_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (brand_id text, order_id uuid, key text,
      parcel_id uuid, promised text, face text, from_date text, to_date text, shown_at timestamptz,
      snapshot_version integer, state text, settled_at timestamptz)
    on conflict (order_id, key) do update set state = excluded.state, settled_at = excluded.settled_at`,
  ];
}
