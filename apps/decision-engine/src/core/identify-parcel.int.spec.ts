import { describe, expect, it } from '@jest/globals';
import type { TrackingEvent } from '@tidings/domain';
import { sql } from 'kysely';
import {
  at,
  decisions,
  keptEvents,
  ordered,
  orderWith,
  outgoing,
  reported,
  useEngine,
} from '../spec-support/engine-bed.js';
import { buildEvent, buildOrder } from '../spec-support/events.js';
import type { Change } from './change.js';

const bed = useEngine();

describe('whose parcel a report is about', () => {
  it('leaves another life of the same number to itself, however often it is told', async () => {
    await bed().engine.process([ordered(orderWith(['N1']))]);
    const old = [
      buildEvent({ number: 'N1', at: '2025-09-01T08:00:00.000Z', milestone: 'picked_up' }),
      buildEvent({ number: 'N1', at: '2025-09-04T08:00:00.000Z', milestone: 'delivered' }),
    ];
    await Promise.all([bed().engine.process([reported(old)]), bed().engine.process([reported(old)])]);
    await bed().engine.process([reported(old)]);
    expect(await eventsByOrder()).toEqual({ orphan: ['N1 delivered', 'N1 picked_up'] });
    await bed().engine.process([
      reported([buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' })]),
    ]);
    expect((await eventsByOrder())['1001']).toEqual(['N1 picked_up']);
    const requests = await outgoing('decision.message.requested.v1');
    expect(requests.map(({ condition }) => condition)).toEqual(['on_its_way']);
  });

  it('does not give an order the life that its number had before', async () => {
    await bed().engine.process([
      reported([buildEvent({ number: 'N1', at: '2025-09-04T08:00:00.000Z', milestone: 'delivered' })]),
    ]);
    await bed().engine.process([ordered(orderWith(['N1']))]);
    expect(await eventsByOrder()).toEqual({ orphan: ['N1 delivered'] });
  });

  it('makes two parcels of one number that has two ids of the carrier', async () => {
    await bed().engine.process([ordered(orderWith(['N1']))]);
    const told = (uniqueId: string): Change =>
      reported([
        buildEvent({
          number: 'N1',
          at: '2026-03-02T08:50:00.000Z',
          milestone: 'picked_up',
          change: { id: `the event of ${uniqueId}`, parcelRef: { carrier: 'fedex', number: 'N1', uniqueId } },
        }),
      ]);
    await bed().engine.process([told('first'), told('second'), told('first')]);
    const { rows } = await sql<{ parcels: number }>`select count(*)::int as parcels from parcels`.execute(
      bed().db,
    );
    expect(rows).toEqual([{ parcels: 2 }]);
    expect((await keptEvents()).map(({ event }) => event.id).sort()).toEqual([
      'the event of first',
      'the event of second',
    ]);
  });

  it('follows a number that replaces another, and says the new one', async () => {
    await bed().engine.process([ordered(orderWith(['N1']))]);
    await bed().engine.process([
      reported([buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' })]),
      // It was heard of before anybody said whose it is.
      reported([buildEvent({ number: 'N2', at: '2026-03-02T08:55:00.000Z' })]),
    ]);
    await at('2026-03-02T10:05:00.000Z', reported([replacement('N1', 'N2')]));
    await at(
      '2026-03-02T11:05:00.000Z',
      reported([buildEvent({ number: 'N2', at: '2026-03-02T11:00:00.000Z', milestone: 'out_for_delivery' })]),
    );
    expect(await eventsByOrder()).toEqual({
      '1001': ['N1 link', 'N1 picked_up', 'N2 in_transit', 'N2 out_for_delivery'],
    });
    expect(await decisions()).toContain('number_replaced send');
  });

  it('gives a parcel to the order that somebody says it belongs to', async () => {
    await bed().engine.process([
      ordered(buildOrder({ number: '1001', placedAt: '2026-03-02T08:00:00.000Z' })),
      reported([buildEvent({ number: 'N7', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' })]),
    ]);
    const note = buildEvent({
      number: 'N7',
      at: '2026-03-02T09:00:00.000Z',
      change: { kind: 'info', physical: false },
    });
    const { milestone: _, ...info } = note;
    await bed().engine.process([reported([info], { orderNumber: '1001' })]);
    expect((await eventsByOrder())['1001']).toEqual(['N7 info', 'N7 picked_up']);
  });

  it('takes what two sources tell alike as one thing, whichever of them leads later', async () => {
    await bed().engine.process([ordered(orderWith(['N1']))]);
    const told = (source: string, milestone: 'picked_up' | 'delivered', when: string): TrackingEvent =>
      buildEvent({ number: 'N1', at: when, milestone, source });
    const [pickedUp, delivered] = ['2026-03-02T08:50:00.000Z', '2026-03-02T09:30:00.000Z'] as const;
    await at(
      '2026-03-02T09:35:00.000Z',
      reported([told('easypost', 'picked_up', pickedUp), told('easypost', 'delivered', delivered)]),
    );
    const before = await decisions();
    const carrier = [
      told('fedex', 'picked_up', pickedUp),
      buildEvent({ number: 'N1', at: '2026-03-02T09:00:00.000Z', source: 'fedex' }),
      told('fedex', 'delivered', delivered),
    ];
    await at('2026-03-02T09:40:00.000Z', reported(carrier, { source: 'fedex' }));
    expect(await decisions()).toEqual(before);
    const snapshot = (await outgoing('order.snapshot.updated.v1')).at(-1) as {
      parcels: { milestone: string; timeline: unknown[] }[];
    };
    expect(await keptEvents()).toHaveLength(5);
    expect(snapshot.parcels.map(({ milestone, timeline }) => [milestone, timeline.length])).toEqual([
      ['delivered', 3],
    ]);
  });

  it('takes what the shop tells of the same moment in other words', async () => {
    const order = orderWith([]);
    const held = order.lines.map((line) => ({
      ...line,
      hold: { reason: 'backorder' as const, since: '2026-03-02T08:00:00.000Z' },
    }));
    await bed().engine.process([ordered(order)]);
    await bed().engine.process([ordered({ ...order, lines: held }), ordered({ ...order, lines: held })]);
    const { rows } = await sql<{ reason: string }>`
      select doc -> 'lines' -> 0 -> 'hold' ->> 'reason' as reason from orders`.execute(bed().db);
    expect(rows).toEqual([{ reason: 'backorder' }]);
  });
});

function replacement(number: string, by: string): TrackingEvent {
  const { milestone: _, ...event } = buildEvent({
    number,
    at: '2026-03-02T10:00:00.000Z',
    change: {
      kind: 'link',
      physical: false,
      reason: 'number_replaced',
      link: { carrier: 'fedex', number: by, relation: 'replaced_by' },
    },
  });
  return event;
}

/** `number milestone`, or the kind, of every event by its order's number. */
async function eventsByOrder(): Promise<Record<string, string[]>> {
  const told: Record<string, string[]> = {};
  for (const { number: of, event } of await keptEvents()) {
    const number = of ?? 'orphan';
    const what = `${event.parcelRef?.number} ${event.milestone ?? event.kind}`;
    told[number] = [...(told[number] ?? []), what].sort();
  }
  return told;
}
