import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { TrackingEvent } from '@tidings/domain';
import { type Kysely, sql } from 'kysely';
import { buildEvent } from '../../spec-support/events.js';
import { type EarlierDatabase, openBefore } from '../../spec-support/open-before.js';
import { PostgresOrderStore } from './postgres-order-store.js';
import type { EngineSchema } from './schema.js';

let earlier: EarlierDatabase;
let db: Kysely<EngineSchema>;

beforeAll(async () => {
  earlier = await openBefore('0014_packed_events');
  ({ db } = earlier);
});
afterAll(() => earlier.close());

const [orderId, parcelId, silentId] = [randomUUID(), randomUUID(), randomUUID()];
const story = Array.from({ length: 9 }, (_, day) =>
  buildEvent({ number: 'N1', at: `2026-03-0${day + 1}T08:50:00.000Z` }),
);
const held = buildEvent({ number: 'N1', at: '2026-03-01T08:00:00.000Z', change: { parcelRef: null } });

async function insertEvent(subjectId: string, event: TrackingEvent): Promise<void> {
  await sql`insert into tracking_events (order_id, subject_id, id, source, event)
    values (${orderId}, ${subjectId}, ${event.id}, ${event.source}, ${JSON.stringify(event)})`.execute(db);
}

it('keeps what had a row for each event', async () => {
  await sql`insert into orders (id, brand_id, number, token, speaks_from)
    values (${orderId}, 'acme', '1001', 'token', '2026-01-01')`.execute(db);
  for (const id of [parcelId, silentId])
    await sql`insert into parcels (id, brand_id, order_id, created_at)
      values (${id}, 'acme', ${orderId}, '2026-03-01')`.execute(db);
  for (const event of story) await insertEvent(parcelId, event);
  await insertEvent(orderId, held);

  await earlier.migrate();
  const [order] = await new PostgresOrderStore(db, () => undefined).read([orderId]);
  expect(order?.orderEvents).toEqual([held]);
  const events = Object.fromEntries(order?.parcels.map((parcel) => [parcel.parcelId, parcel.events]) ?? []);
  expect(events[silentId]).toEqual([]);
  expect(events[parcelId]).toHaveLength(story.length);
  expect(events[parcelId]).toEqual(expect.arrayContaining(story));
});
