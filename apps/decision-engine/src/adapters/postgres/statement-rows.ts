import { type RawBuilder, sql } from 'kysely';
import type { OrderSave } from '../../ports/order-store.js';

/** Writes down what left, and what was shown. */
export function insertStatements(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
  return [...insertSaid(saves), ...insertShown(saves)];
}

/** Under the rule that chose it. What left before is not written again. */
function insertSaid(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
  const rows = saves.flatMap(({ aggregate, said }) =>
    said.map(({ key, channel, at }) => ({
      brand_id: aggregate.brandId,
      order_id: aggregate.orderId,
      key,
      channel,
      said_at: at,
    })),
  );
  if (rows.length === 0) return [];
  return [
    sql`
    insert into statements (brand_id, order_id, key, rule_id, policy_version, condition, channel, said_at)
    select row.brand_id, row.order_id, row.key, d.trace ->> 'ruleId', d.trace ->> 'policyVersion', d.condition,
      row.channel, row.said_at
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as row (brand_id text, order_id uuid, key text, channel text, said_at timestamptz)
    join decisions d on d.order_id = row.order_id and d.key = row.key
    on conflict do nothing`,
  ];
}

/** Under the rule by which it was decided about last that the parcel is so. */
function insertShown(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
  const rows = saves.flatMap(({ aggregate, shown }) =>
    shown.map(({ key, channel, at, condition, parcelId }) => ({
      brand_id: aggregate.brandId,
      order_id: aggregate.orderId,
      key,
      condition,
      parcel_id: parcelId,
      channel,
      said_at: at,
    })),
  );
  if (rows.length === 0) return [];
  return [
    sql`
    insert into statements (brand_id, order_id, key, rule_id, policy_version, condition, channel, said_at)
    select row.brand_id, row.order_id, row.key, d.trace ->> 'ruleId', d.trace ->> 'policyVersion', row.condition,
      row.channel, row.said_at
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (brand_id text, order_id uuid, key text, condition text,
      parcel_id uuid, channel text, said_at timestamptz)
    cross join lateral (
      select trace from decisions
      where order_id = row.order_id and condition = row.condition and row.parcel_id = any(parcel_ids)
      order by decided_at desc limit 1
    ) d
    on conflict do nothing`,
  ];
}
