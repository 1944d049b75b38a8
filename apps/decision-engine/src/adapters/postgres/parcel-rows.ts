import { packBytes } from '@tidings/database';
import { type RawBuilder, sql } from 'kysely';
import type { OrderSave } from '../../ports/order-store.js';
import type { KnownOrders } from './known-order.js';
import { packEvents } from './packed-events.js';

/** What parcels are. One that changes its order brings what happened to it along, which stands in its row. */
export function upsertParcels(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
  const rows = saves.flatMap(({ aggregate, changedParcels }) =>
    changedParcels.map((parcel) => ({
      id: parcel.parcelId,
      brand_id: aggregate.brandId,
      order_id: aggregate.orderId,
      carrier: parcel.carrier,
      number: parcel.trackingNumber,
      shipment_id: parcel.shipmentId,
      service: parcel.service,
      lines: parcel.lines,
      is_cancelled: parcel.isCancelled,
      created_at: parcel.createdAt,
    })),
  );
  if (rows.length === 0) return [];
  return [
    sql`
    insert into parcels (id, brand_id, order_id, carrier, number, shipment_id, service, lines, is_cancelled, created_at)
    select id, brand_id, order_id, carrier, number, shipment_id, service, lines, is_cancelled, created_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (id uuid, brand_id text, order_id uuid, carrier text,
      number text, shipment_id text, service text, lines json, is_cancelled boolean, created_at timestamptz)
    on conflict (id) do update set order_id = excluded.order_id, carrier = excluded.carrier, number = excluded.number,
      shipment_id = excluded.shipment_id, service = excluded.service, lines = excluded.lines,
      is_cancelled = excluded.is_cancelled`,
  ];
}

/** Of the parcels to which something happened. The lock on their order makes the list in memory the whole of it. */
export function updateEvents(
  saves: readonly OrderSave[],
  known: KnownOrders,
): readonly RawBuilder<unknown>[] {
  const before = new Set(
    [...known.values()].flatMap(({ aggregate }) => aggregate.parcels.map(({ events }) => events)),
  );
  const told = saves
    .flatMap(({ aggregate }) => aggregate.parcels)
    .filter(({ events }) => events.length > 0 && !before.has(events));
  if (told.length === 0) return [];
  const events = packBytes(told.map((parcel) => packEvents(parcel.events)));
  return [
    sql`
    update parcels set events = substring(${events.bytes}::bytea from row.start for row.length)
    from unnest(
      ${told.map(({ parcelId }) => parcelId)}::uuid[], ${events.starts}::int[], ${events.lengths}::int[]
    ) as row (id, start, length)
    where parcels.id = row.id`,
  ];
}
