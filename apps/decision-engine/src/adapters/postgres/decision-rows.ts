import { packTexts } from '@tidings/database';
import { type RawBuilder, sql } from 'kysely';
import type { OrderSave } from '../../ports/order-store.js';

/** Between ids, which have none. */
const BETWEEN = ',';

/** Claims and trace are most of a row: as bytes each is parsed once, by itself, and not within an array of all rows first. */
export function insertDecisions(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
  const rows = saves.flatMap(({ aggregate, decisions, durationsVersion }) =>
    decisions.map((decision) => ({ orderId: aggregate.orderId, decision, durationsVersion })),
  );
  if (rows.length === 0) return [];
  const decisions = rows.map(({ decision }) => decision);
  const claims = packTexts(decisions.map((decision) => JSON.stringify(decision.claims)));
  const traces = packTexts(decisions.map(({ trace }) => JSON.stringify(trace)));
  return [
    sql`
    insert into decisions (order_id, key, condition, reason, outcome, parcel_ids, fact_at, decided_at, claims, trace,
      has_message, durations_version)
    select order_id, key, condition, reason, outcome, string_to_array(parcel_ids, ${BETWEEN})::uuid[], fact_at, decided_at,
      convert_from(substring(${claims.bytes}::bytea from claims_start for claims_length), 'UTF8')::json,
      convert_from(substring(${traces.bytes}::bytea from trace_start for trace_length), 'UTF8')::json,
      has_message, durations_version
    from unnest(
      ${rows.map(({ orderId }) => orderId)}::uuid[],
      ${decisions.map(({ key }) => key)}::text[],
      ${decisions.map(({ condition }) => condition)}::text[],
      ${decisions.map(({ reason }) => reason)}::text[],
      ${decisions.map(({ outcome }) => outcome)}::text[],
      ${decisions.map(({ parcelIds }) => parcelIds.join(BETWEEN))}::text[],
      ${decisions.map(({ factAt }) => factAt)}::timestamptz[],
      ${decisions.map(({ asOf }) => asOf)}::timestamptz[],
      ${claims.starts}::int[], ${claims.lengths}::int[],
      ${traces.starts}::int[], ${traces.lengths}::int[],
      ${decisions.map(({ message }) => message !== null)}::boolean[],
      ${rows.map(({ durationsVersion }) => durationsVersion)}::int[]
    ) as decided (order_id, key, condition, reason, outcome, parcel_ids, fact_at, decided_at, claims_start, claims_length,
      trace_start, trace_length, has_message, durations_version)`,
  ];
}
