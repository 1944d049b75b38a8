import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Kysely, sql } from 'kysely';
import type { ParcelState } from '../../core/order-aggregate.js';
import { ordered, orderWith, reported, useEngine } from '../../spec-support/engine-bed.js';
import { buildEvent } from '../../spec-support/events.js';
import { type EarlierDatabase, openBefore } from '../../spec-support/open-before.js';
import { packFacts, unpackParcels } from './packed-facts.js';
import { PostgresOrderStore } from './postgres-order-store.js';
import type { EngineSchema } from './schema.js';

const NAMELESS = { carrier: null, trackingNumber: null, shipmentId: null, service: null, lines: [] };

function buildParcel(change: Partial<ParcelState>): ParcelState {
  const createdAt = '2026-03-01T08:50:00.120Z';
  return { parcelId: randomUUID(), ...NAMELESS, isCancelled: false, createdAt, events: [], ...change };
}

describe('parcels that had all of it in rows of their own', () => {
  let earlier: EarlierDatabase;
  let db: Kysely<EngineSchema>;

  beforeAll(async () => {
    earlier = await openBefore('0017_parcels_with_their_order');
    ({ db } = earlier);
  });
  afterAll(() => earlier.close());

  const [orderId, orphanId, bareId] = [randomUUID(), randomUUID(), randomUUID()];
  const story = Array.from({ length: 9 }, (_, day) =>
    buildEvent({
      number: 'N1',
      at: `2026-03-0${day + 1}T08:50:00.000Z`,
      change: { verbatim: { text: 'Köln 📦' } },
    }),
  );
  const told = buildParcel({
    carrier: 'fedex',
    trackingNumber: 'N1',
    shipmentId: 's1',
    service: 'ground',
    lines: [{ lineId: '1', quantity: 2 }],
    events: story,
  });
  const once = buildParcel({
    trackingNumber: 'N2',
    isCancelled: true,
    createdAt: '2026-03-02T08:50:00.000Z',
    events: story.slice(0, 1),
  });
  const silent = buildParcel({ createdAt: '2026-03-03T08:50:00.000Z' });
  const orphaned = buildParcel({ trackingNumber: 'N9', events: story });

  async function insertParcel(of: string, parcel: ParcelState): Promise<void> {
    const events = parcel.events.length === 0 ? null : packFacts(parcel.events);
    await sql`
      insert into parcels (id, brand_id, order_id, carrier, number, shipment_id, service, lines, is_cancelled, created_at,
        events)
      values (${parcel.parcelId}, 'acme', ${of}, ${parcel.carrier}, ${parcel.trackingNumber}, ${parcel.shipmentId},
        ${parcel.service}, ${JSON.stringify(parcel.lines)}, ${parcel.isCancelled}, ${parcel.createdAt}, ${events})`.execute(
      db,
    );
  }

  it('are read with their order, pressed or not', async () => {
    for (const id of [orderId, orphanId, bareId])
      await sql`insert into orders (id, brand_id, token, speaks_from)
        values (${id}, 'acme', ${id}, '2026-01-01')`.execute(db);
    for (const parcel of [silent, told, once]) await insertParcel(orderId, parcel);
    await insertParcel(orphanId, orphaned);

    await earlier.migrate();
    const orders = await new PostgresOrderStore(db, () => undefined).read([orderId, orphanId, bareId]);
    const parcels = new Map(orders.map((order) => [order.orderId, order.parcels]));
    expect(parcels.get(orderId)).toEqual([told, once, silent]);
    expect(parcels.get(orphanId)).toEqual([orphaned]);
    expect(parcels.get(bareId)).toEqual([]);
  });
});

describe('parcels in the row of their order', () => {
  const bed = useEngine();
  const pickedUp = buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' });
  const onItsWay = buildEvent({ number: 'N1', at: '2026-03-02T08:55:00.000Z' });

  /** As nobody writes them today, so that it is seen when they are written. */
  async function rewriteAsMigrated(): Promise<Buffer> {
    const { parcels } = await readRow();
    const written = unpackParcels(parcels).map(({ events, ...parcel }) => ({
      ...parcel,
      events: packFacts(events).toString('base64'),
    }));
    const bytes = Buffer.from(JSON.stringify(written));
    await bed().db.updateTable('orders').set({ parcels: bytes }).execute();
    return bytes;
  }

  function readRow(): Promise<Pick<EngineSchema['orders'], 'parcels' | 'version'>> {
    return bed().db.selectFrom('orders').select(['parcels', 'version']).executeTakeFirstOrThrow();
  }

  /** Which transaction wrote each row of the book that is asked. */
  async function readBook(): Promise<readonly unknown[]> {
    const { rows } = await sql`select xmin::text, carrier, number from parcels order by number`.execute(
      bed().db,
    );
    return rows;
  }

  it('are written when something happened to them, and not when their order was only looked at', async () => {
    const { engine } = bed();
    await engine.process([ordered(orderWith(['N1', 'N2']))]);
    await engine.process([reported([pickedUp])]);
    const migrated = await rewriteAsMigrated();
    const { version } = await readRow();
    bed().clock.advanceHours(24 * 10);
    expect(await engine.wakeDue(10)).toBeGreaterThan(0);
    const woken = await readRow();
    expect(woken.version).toBeGreaterThan(version);
    expect(woken.parcels).toEqual(migrated);

    await engine.process([reported([onItsWay])]);
    const parcels = unpackParcels((await readRow()).parcels);
    expect(parcels.map(({ trackingNumber, events }) => [trackingNumber, events])).toEqual([
      ['N1', [pickedUp, onItsWay]],
      ['N2', []],
    ]);
  });

  it('have their place in the book written only when they are found by something else', async () => {
    const { engine } = bed();
    const order = orderWith(['N1', 'N2']);
    const shipments = order.shipments.map(({ carrier: _, ...shipment }) => shipment);
    await engine.process([ordered({ ...order, shipments })]);
    const [, other] = await readBook();
    await engine.process([reported([pickedUp])]);
    const named = await readBook();
    expect(named).toEqual([expect.objectContaining({ carrier: 'fedex', number: 'N1' }), other]);
    await engine.process([reported([onItsWay])]);
    expect(await readBook()).toEqual(named);
  });

  it('leave the row of an orphan when an order claims them', async () => {
    const { engine } = bed();
    await engine.process([reported([pickedUp])]);
    await engine.process([ordered(orderWith(['N1']))]);
    const { rows } = await sql<{ isOrphan: boolean; parcels: Buffer }>`
      select doc is null as "isOrphan", parcels from orders order by doc is null`.execute(bed().db);
    const held = rows.map(({ isOrphan, parcels }) => [isOrphan, unpackParcels(parcels).length]);
    expect(held).toEqual([
      [false, 1],
      [true, 0],
    ]);
    const asked = await sql`select p.number from parcels p join orders o on o.id = p.order_id
      where o.doc is not null`.execute(bed().db);
    expect(asked.rows).toEqual([{ number: 'N1' }]);
  });
});
