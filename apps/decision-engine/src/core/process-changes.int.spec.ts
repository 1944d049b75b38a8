import { describe, expect, it } from '@jest/globals';
import { sql } from 'kysely';
import {
  at,
  decisions,
  ordered,
  orderWith,
  origin,
  outgoing,
  reported,
  useEngine,
} from '../spec-support/engine-bed.js';
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

  it('keeps what an unknown parcel reported, and gives it to the order that claims it, without late speech', async () => {
    await bed().engine.process([
      reported([buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' })]),
    ]);
    await at('2026-03-02T09:30:00.000Z', ordered(orderWith(['N1'])));
    expect(await outgoing('decision.message.requested.v1')).toEqual([]);
    const { rows } = await sql<{ number: string; count: number }>`
      select o.number, count(e.id)::int as count from orders o join tracking_events e on e.order_id = o.id
      group by o.number`.execute(bed().db);
    expect(rows).toEqual([{ number: '1001', count: 1 }]);
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
    const { rows } = await sql<{ brand: string; count: number }>`
      select o.brand_id as brand, count(e.id)::int as count from orders o
      left join tracking_events e on e.order_id = o.id group by 1 order by 1`.execute(bed().db);
    expect(rows).toEqual([
      { brand: 'acme', count: 1 },
      { brand: 'other', count: 0 },
    ]);
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
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from orders o join parcels p on p.order_id = o.id
      join tracking_events e on e.subject_id = p.id where o.number is not null`.execute(bed().db);
    expect(rows).toEqual([{ count: 20 }]);
  });

  it('creates one orphan when replicas hear of the same unknown parcel at once', async () => {
    const report = (milestone: 'picked_up' | 'in_transit', at: string): Change =>
      reported([buildEvent({ number: 'N9', at, milestone })]);
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        bed().engine.process([report('in_transit', `2026-03-02T0${index}:00:00.000Z`)]),
      ),
    );
    const { rows } = await sql<{ orders: number; events: number }>`
      select (select count(*)::int from orders) as orders, (select count(*)::int from tracking_events) as events`.execute(
      bed().db,
    );
    expect(rows).toEqual([{ orders: 1, events: 6 }]);
  });
});
