import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import {
  at,
  decisions,
  keptEvents,
  ordered,
  orderWith,
  origin,
  outgoing,
  reported,
  useEngine,
} from '../spec-support/engine-bed.js';
import { PostgresOrderStore } from '../adapters/postgres/postgres-order-store.js';
import { buildEvent } from '../spec-support/events.js';
import type { Change } from './change.js';

const bed = useEngine();

describe('ProcessChanges', () => {
  it('speaks about the first physical event and not about the label', async () => {
    await bed().engine.process([ordered(orderWith(['N1']))]);
    const label = buildEvent({ number: 'N1', at: '2026-03-02T08:30:00.000Z', milestone: 'label_created' });
    await at('2026-03-02T09:10:00.000Z', reported([label]));
    expect(await outgoing('decision.message.requested.v1')).toEqual([]);
    const pickup = buildEvent({ number: 'N1', at: '2026-03-02T10:00:00.000Z', milestone: 'picked_up' });
    await at('2026-03-02T10:05:00.000Z', reported([label, pickup]));
    const requests = await outgoing('decision.message.requested.v1');
    expect(requests.map(({ condition }) => condition)).toEqual(['on_its_way']);
    const snapshots = await outgoing('order.snapshot.updated.v1');
    expect(snapshots.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  it('changes nothing when a batch comes again', async () => {
    await bed().engine.process([ordered(orderWith(['N1']))]);
    const report = reported([
      buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' }),
    ]);
    await bed().engine.process([report, report]);
    const before = await outgoing('order.snapshot.updated.v1');
    await bed().engine.process([report]);
    expect(await outgoing('order.snapshot.updated.v1')).toEqual(before);
    expect(await decisions()).toEqual(['on_its_way send']);
  });

  it('keeps what happened to a parcel and to its order as a whole once, however often and in however many pieces it is told', async () => {
    await bed().engine.process([ordered(orderWith(['N1']))]);
    const times = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((minute) => `2026-03-02T08:0${minute}:00.000Z`);
    const ofParcel = times.map((when) => buildEvent({ number: 'N1', at: when }));
    const ofOrder = times.map((when) => buildEvent({ number: '', at: when, change: { parcelRef: null } }));
    for (let told = 1; told <= times.length; told++)
      await bed().engine.process([
        reported(ofParcel.slice(0, told)),
        reported(ofOrder.slice(0, told), { orderNumber: '1001' }),
      ]);
    const { rows } = await sql<{ id: string }>`select id from orders`.execute(bed().db);
    const store = new PostgresOrderStore(bed().db, () => undefined);
    const [order] = await store.read(rows.map(({ id }) => id));
    expect(order?.orderEvents).toEqual(ofOrder);
    expect(order?.parcels.map(({ events }) => events)).toEqual([ofParcel]);
  });

  it('keeps what an unknown parcel reported, and gives it to the order that claims it, without late speech', async () => {
    await bed().engine.process([
      reported([buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' })]),
    ]);
    await at('2026-03-02T09:30:00.000Z', ordered(orderWith(['N1'])));
    expect(await outgoing('decision.message.requested.v1')).toEqual([]);
    expect((await keptEvents()).map(({ number }) => number)).toEqual(['1001']);
    await at(
      '2026-03-03T08:00:00.000Z',
      reported([buildEvent({ number: 'N1', at: '2026-03-03T07:50:00.000Z', milestone: 'out_for_delivery' })]),
    );
    const requests = await outgoing('decision.message.requested.v1');
    expect(requests.map(({ condition }) => condition)).toEqual(['out_for_delivery']);
  });

  it('serves two brands with the same numbers apart', async () => {
    await bed().engine.process([ordered(orderWith(['N1'])), ordered(orderWith(['N1']), 'other')]);
    const pickup = buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' });
    await bed().engine.process([reported([pickup])]);
    expect((await keptEvents()).map(({ brandId }) => brandId)).toEqual(['acme']);
  });

  it('hears silence by the clock, says so once, and says when it moves again', async () => {
    await bed().engine.process([ordered(orderWith(['N1']))]);
    const pickup = buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' });
    await bed().engine.process([reported([pickup])]);
    const [request] = await outgoing('decision.message.requested.v1');
    const settled = {
      key: String(request?.['key']),
      orderId: String(request?.['orderId']),
      state: 'sent' as const,
    };
    const sent = { ...settled, because: null, channel: 'smtp', shown: [], at: bed().clock.now() };
    await bed().engine.process([{ kind: 'settled', brandId: 'acme', ...origin, settled: sent }]);
    for (let hour = 0; hour < 24 * 10; hour += 6) {
      bed().clock.advanceHours(6);
      await bed().engine.wakeDue(10);
    }
    expect(await decisions()).toEqual(['on_its_way send', 'silence send']);
  });

  it('says nothing of silence while the source is blind, and finds it when the source sees again', async () => {
    await bed().engine.process([ordered(orderWith(['N1']))]);
    bed().blindSince = '2026-03-02T08:55:00.000Z';
    const pickup = buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' });
    await bed().engine.process([reported([pickup])]);
    bed().clock.advanceHours(24 * 10);
    expect(await bed().engine.wakeDue(10)).toBeGreaterThan(0);
    expect(await decisions()).toEqual(['on_its_way send']);
    bed().blindSince = null;
    bed().clock.advanceHours(2);
    await bed().engine.wakeDue(10);
    expect(await decisions()).toEqual(['on_its_way send', 'silence send']);
  });

  it('lets an order and the first report about its parcel arrive at the same moment', async () => {
    for (let round = 0; round < 20; round++) {
      const number = `R${round}`;
      const label = buildEvent({ number, at: '2026-03-02T08:50:00.000Z', milestone: 'label_created' });
      const order = orderWith([number], String(2000 + round));
      await bed().engine.process([ordered({ ...order, shipments: [] })]);
      const update = ordered({ ...order, updatedAt: '2026-03-02T08:55:00.000Z' });
      await Promise.all([bed().engine.process([update]), bed().engine.process([reported([label])])]);
    }
    expect((await keptEvents()).filter(({ number }) => number !== null)).toHaveLength(20);
  });

  it('gives a report to the order that took its orphan in while it waited for the orphan', async () => {
    const { db, engine } = bed();
    const event = (milestone: 'picked_up' | 'in_transit', hour: number): Change =>
      reported([buildEvent({ number: 'N7', at: `2026-03-02T0${hour}:00:00.000Z`, milestone })]);
    await engine.process([event('picked_up', 7)]);
    const late = event('in_transit', 8);
    const { told } = await db.transaction().execute(async (trx) => {
      await sql`select 1 from orders for update`.execute(trx);
      const claim = engine.process([ordered(orderWith(['N7']))]);
      await untilBlocked(1);
      const report = engine.process([late]);
      await untilBlocked(2);
      return { told: Promise.allSettled([claim, report]) };
    });
    expect(await told).toEqual([
      { status: 'fulfilled' },
      { status: 'rejected', reason: expect.objectContaining({ transient: true }) },
    ]);
    await engine.process([late]);
    expect((await keptEvents()).map(({ number }) => number)).toEqual(['1001', '1001']);
  });

  it('creates one orphan when replicas hear of the same unknown parcel at once', async () => {
    const report = (milestone: 'picked_up' | 'in_transit', at: string): Change =>
      reported([buildEvent({ number: 'N9', at, milestone })]);
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        bed().engine.process([report('in_transit', `2026-03-02T0${index}:00:00.000Z`)]),
      ),
    );
    const { rows } = await sql<{ orders: number }>`select count(*)::int as orders from orders`.execute(
      bed().db,
    );
    expect(rows).toEqual([{ orders: 1 }]);
    expect(await keptEvents()).toHaveLength(6);
  });
});

/** Waits until so many transactions wait for what another one holds. */
async function untilBlocked(count: number): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ count: number }>`select count(*)::int as count from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'`.execute(bed().db);
    if (rows[0]?.count === count) return;
  }
}
