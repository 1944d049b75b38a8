import { type RawBuilder, sql } from 'kysely';
import type { OrderSave } from '../../ports/order-store.js';

export function insertTroubles(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
  const rows = saves.flatMap(({ aggregate, troubles }) =>
    troubles.map(({ key, parcelId, carrier, facility, reason, since }) => ({
      brand_id: aggregate.brandId,
      order_id: aggregate.orderId,
      key,
      parcel_id: parcelId,
      carrier,
      facility,
      reason,
      since,
    })),
  );
  if (rows.length === 0) return [];
  return [
    sql`
    insert into troubles (brand_id, order_id, key, parcel_id, carrier, facility, reason, since)
    select brand_id, order_id, key, parcel_id, carrier, facility, reason, since
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (brand_id text, order_id uuid, key text, parcel_id uuid,
      carrier text, facility text, reason text, since timestamptz)
    on conflict do nothing`,
  ];
}
