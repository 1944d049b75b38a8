import { type RawBuilder, sql } from 'kysely';
import type { ParcelState } from '../../core/order-aggregate.js';
import type { OrderSave } from '../../ports/order-store.js';
import type { KnownOrders } from './known-order.js';

/** Which order has a parcel, for those who ask by its number or carrier; all else of it stands in the order's row. */
export function upsertParcels(
  saves: readonly OrderSave[],
  known: KnownOrders,
): readonly RawBuilder<unknown>[] {
  const rows = saves.flatMap(({ aggregate }) => {
    const before = known.get(aggregate.orderId)?.aggregate.parcels ?? [];
    return aggregate.parcels
      .filter((parcel) => !before.some((other) => isFoundAlike(parcel, other)))
      .map((parcel) => ({
        id: parcel.parcelId,
        brand_id: aggregate.brandId,
        order_id: aggregate.orderId,
        carrier: parcel.carrier,
        number: parcel.trackingNumber,
        created_at: parcel.createdAt,
      }));
  });
  if (rows.length === 0) return [];
  return [
    sql`
    insert into parcels (id, brand_id, order_id, carrier, number, created_at)
    select id, brand_id, order_id, carrier, number, created_at
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as row (id uuid, brand_id text, order_id uuid, carrier text, number text, created_at timestamptz)
    on conflict (id) do update set order_id = excluded.order_id, carrier = excluded.carrier, number = excluded.number`,
  ];
}

function isFoundAlike(one: ParcelState, other: ParcelState): boolean {
  return (
    one.parcelId === other.parcelId &&
    one.carrier === other.carrier &&
    one.trackingNumber === other.trackingNumber
  );
}
