import { type StoredMessage, toMessages } from '@tidings/contracts';
import { inOneFlight, outboxStatement, toStored } from '@tidings/database';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { OrderSave } from '../../ports/order-store.js';
import { upsertParcels } from './parcel-rows.js';
import { upsertPromises } from './promise-rows.js';
import type { EngineSchema } from './schema.js';
import { insertLessons } from './lesson-rows.js';
import { upsertShadows } from './shadow-rows.js';
import { insertStatements } from './statement-rows.js';
import { insertTroubles } from './trouble-rows.js';
import { insertDecisions } from './decision-rows.js';
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
): Promise<readonly StoredMessage[]> {
  if (saves.length === 0) return [];
  const messages = toMessages(saves.flatMap(({ events }) => events));
  const [places] = await inOneFlight(trx, [
    outboxStatement(messages),
    updateOrders(saves, known),
    ...insertWakes(saves, known),
    ...upsertParcels(saves, known),
    ...insertDecisions(saves),
    ...upsertCases(saves),
    ...upsertPromises(saves),
    ...upsertShadows(saves),
    ...insertStatements(saves),
    ...insertLessons(saves),
    ...insertTroubles(saves),
  ]);
  return toStored(messages, places);
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
