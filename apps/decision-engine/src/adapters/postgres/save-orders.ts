import type { StoredEvent } from '@tidings/contracts';
import { inOneFlight, outboxStatement, packTexts, toStored } from '@tidings/database';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { OrderSave } from '../../ports/order-store.js';
import { upsertPromises } from './promise-rows.js';
import type { EngineSchema } from './schema.js';
import { insertLessons } from './lesson-rows.js';
import { upsertShadows } from './shadow-rows.js';
import { insertStatements } from './statement-rows.js';
import { insertTroubles } from './trouble-rows.js';
import type { KnownOrders } from './known-order.js';
import { updateOrders } from './update-orders.js';
import { insertWakes } from './wake-rows.js';

/**
 * Writes what a batch decided: one statement per table, whatever the number of orders, and all in one flight.
 * @returns what it put into the outbox
 */
export async function saveOrders(
  trx: Kysely<EngineSchema>,
  saves: readonly OrderSave[],
  known: KnownOrders,
): Promise<readonly StoredEvent[]> {
  if (saves.length === 0) return [];
  const events = saves.flatMap((save) => save.events);
  const [places] = await inOneFlight(trx, [
    outboxStatement(events),
    updateOrders(saves, known),
    ...insertWakes(saves, known),
    ...upsertParcels(saves),
    ...insertEvents(saves),
    ...insertDecisions(saves),
    ...upsertCases(saves),
    ...upsertPromises(saves),
    ...upsertShadows(saves),
    ...insertStatements(saves),
    ...insertLessons(saves),
    ...insertTroubles(saves),
  ]);
  return toStored(events, places);
}

function upsertParcels(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
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
      // An adopted parcel brings its facts along.
      known_events: parcel.events.map(({ id }) => id),
    })),
  );
  if (rows.length === 0) return [];
  const text = JSON.stringify(rows);
  return [
    sql`
    insert into parcels (id, brand_id, order_id, carrier, number, shipment_id, service, lines, is_cancelled, created_at)
    select id, brand_id, order_id, carrier, number, shipment_id, service, lines, is_cancelled, created_at
    from json_to_recordset(${text}::json) as row (id uuid, brand_id text, order_id uuid, carrier text, number text,
      shipment_id text, service text, lines json, is_cancelled boolean, created_at timestamptz)
    on conflict (id) do update set order_id = excluded.order_id, carrier = excluded.carrier, number = excluded.number,
      shipment_id = excluded.shipment_id, service = excluded.service, lines = excluded.lines,
      is_cancelled = excluded.is_cancelled`,
    sql`
    update tracking_events set order_id = row.order_id
    from json_to_recordset(${text}::json) as row (id uuid, order_id uuid)
    where tracking_events.subject_id = row.id and tracking_events.order_id <> row.order_id
      and tracking_events.order_id = any (${[...new Set(saves.map(({ aggregate }) => aggregate.orderId))]}::uuid[])`,
  ];
}

function insertEvents(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
  const rows = saves.flatMap(({ aggregate, addedEvents }) =>
    addedEvents.map(({ subjectId, event }) => ({ orderId: aggregate.orderId, subjectId, event })),
  );
  if (rows.length === 0) return [];
  const events = packTexts(rows.map(({ event }) => JSON.stringify(event)));
  return [
    sql`
    insert into tracking_events (order_id, subject_id, id, source, event)
    select order_id, subject_id, id, source, convert_from(substring(${events.bytes}::bytea from start for length), 'UTF8')::json
    from unnest(
      ${rows.map(({ orderId }) => orderId)}::uuid[],
      ${rows.map(({ subjectId }) => subjectId)}::uuid[],
      ${rows.map(({ event }) => event.id)}::text[],
      ${rows.map(({ event }) => event.source)}::text[],
      ${events.starts}::int[], ${events.lengths}::int[]
    ) as added (order_id, subject_id, id, source, start, length)
    on conflict do nothing`,
  ];
}

function insertDecisions(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
  const rows = saves.flatMap(({ aggregate, decisions, durationsVersion }) =>
    decisions.map((decision) => ({
      order_id: aggregate.orderId,
      key: decision.key,
      condition: decision.condition,
      reason: decision.reason,
      outcome: decision.outcome,
      parcel_ids: decision.parcelIds,
      fact_at: decision.factAt,
      decided_at: decision.asOf,
      claims: decision.claims,
      trace: decision.trace,
      has_message: decision.message !== null,
      durations_version: durationsVersion,
    })),
  );
  if (rows.length === 0) return [];
  return [
    sql`
    insert into decisions (order_id, key, condition, reason, outcome, parcel_ids, fact_at, decided_at, claims, trace,
      has_message, durations_version)
    select order_id, key, condition, reason, outcome, parcel_ids, fact_at, decided_at, claims, trace, has_message,
      durations_version
    from json_to_recordset(${JSON.stringify(rows)}::json) as row (order_id uuid, key text, condition text, reason text,
      outcome text, parcel_ids uuid[], fact_at timestamptz, decided_at timestamptz, claims json, trace json,
      has_message boolean, durations_version int)`,
  ];
}

function upsertCases(saves: readonly OrderSave[]): readonly RawBuilder<unknown>[] {
  const rows = saves.flatMap(({ aggregate, changedCases }) =>
    changedCases.map((doc) => ({
      id: doc.caseId,
      brand_id: aggregate.brandId,
      order_id: aggregate.orderId,
      state: doc.state,
      opened_at: doc.openedAt,
      doc,
    })),
  );
  if (rows.length === 0) return [];
  return [
    sql`
    insert into cases (id, brand_id, order_id, state, opened_at, doc)
    select id, brand_id, order_id, state, opened_at, doc
    from json_to_recordset(${JSON.stringify(rows)}::json)
      as row (id text, brand_id text, order_id uuid, state text, opened_at timestamptz, doc json)
    on conflict (id) do update set state = excluded.state, doc = excluded.doc`,
  ];
}
