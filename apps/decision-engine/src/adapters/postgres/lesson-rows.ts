import { type RawBuilder, sql } from 'kysely';
import type { OrderSave } from '../../ports/order-store.js';

/** A parcel teaches once, however often its delivery is reported. */
export function insertLessons(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
  const rows = saves.flatMap(({ aggregate: { brandId }, lessons }) =>
    lessons.map(({ parcelId, lesson, way }) => ({ brand_id: brandId, parcel_id: parcelId, lesson, ...way })),
  );
  if (rows.length === 0) return [];
  return [
    sql`
    insert into duration_lessons (brand_id, parcel_id, lesson, carrier, lane, facilities)
    select brand_id, parcel_id, lesson, carrier, lane, facilities from json_to_recordset(${JSON.stringify(rows)}::json)
      as row (brand_id text, parcel_id uuid, lesson json, carrier text, lane text, facilities text[])
    on conflict do nothing`,
  ];
}
