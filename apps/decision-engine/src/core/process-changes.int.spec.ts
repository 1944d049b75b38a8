import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createDatabase, migratedTemplate } from '@tidings/database';
import { firstPolicy, type Instant, type Order, SOURCE_RANKS, type TrackingEvent } from '@tidings/domain';
import { AdvanceableClock } from '@tidings/platform';
import { createTestDatabase, type TestDatabase } from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import { migrations } from '../adapters/postgres/migrations.js';
import { PostgresOrderStore } from '../adapters/postgres/postgres-order-store.js';
import { type EngineSchema, SCHEMA } from '../adapters/postgres/schema.js';
import { BrandRulesSource } from '../ports/brand-rules.js';
import { VisibilityBoard } from '../ports/visibility-board.js';
import { buildEvent, buildOrder } from '../spec-support/events.js';
import type { Change } from './change.js';
import { ProcessChanges } from './process-changes.js';

const week = { zone: 'UTC', workingDays: [1, 2, 3, 4, 5], holidays: new Set<string>() };

class OneRule extends BrandRulesSource {
  override rulesOf(brandId: string) {
    return {
      brandId,
      policy: firstPolicy(),
      warehouse: { ...week, opensAt: 540, closesAt: 1020, cutOff: 900 },
      handlingBusinessHours: 8,
      carrierDays: week,
      sourceRanks: new Map([['shop', SOURCE_RANKS.shop]]),
      speaksFrom: '2026-01-01T00:00:00.000Z',
    };
  }
}

class OneSight extends VisibilityBoard {
  override visibilityOf() {
    return { lastProvenAt: clock.now(), blindSince };
  }
}

let blindSince: Instant | null;

let clock: AdvanceableClock;
let database: TestDatabase;
let db: Kysely<EngineSchema>;
let engine: ProcessChanges;

beforeAll(async () => {
  database = await createTestDatabase(migratedTemplate(SCHEMA, migrations));
  const log = { warn: () => undefined };
  db = createDatabase({ url: database.url, schema: SCHEMA, applicationName: 'spec', log });
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

beforeEach(async () => {
  await sql`truncate promises, orders, parcels, tracking_events, decisions, cases, outbox`.execute(db);
  clock = new AdvanceableClock('2026-03-02T09:00:00.000Z');
  blindSince = null;
  engine = new ProcessChanges({
    store: new PostgresOrderStore(db, () => undefined),
    brands: new OneRule(),
    visibility: new OneSight(),
    clock,
    newId: randomUUID,
    newToken: randomUUID,
  });
});

const origin = { correlationId: 'c', causationId: null, traceparent: null };

function reported(events: TrackingEvent[], { brandId = 'acme', isHistory = false } = {}): Change {
  const [first] = events;
  const receivedAt = clock.now();
  const report = {
    receiptId: randomUUID(),
    part: 0,
    source: 'easypost',
    orderNumber: null,
    receivedAt,
    isHistory,
  };
  return {
    kind: 'report',
    brandId,
    ...origin,
    report: { ...report, parcelRef: first?.parcelRef ?? null, events },
  };
}

function ordered(order: Order, brandId = 'acme'): Change {
  const recorded = { receiptId: randomUUID(), source: 'shop', receivedAt: clock.now(), isHistory: false };
  return { kind: 'order', brandId, ...origin, recorded: { ...recorded, order, contact: null } };
}

function orderWith(numbers: readonly string[], number = '1001'): Order {
  const placedAt = '2026-03-02T08:00:00.000Z';
  const shipments = numbers.map((trackingNumber, index) => ({
    id: `s${index}`,
    status: 'open' as const,
    carrier: 'fedex',
    trackingNumber,
    createdAt: placedAt,
    lines: [{ lineId: '1', quantity: 1 }],
  }));
  return buildOrder({ number, placedAt, shipments });
}

async function decisions(): Promise<string[]> {
  const { rows } = await sql<{ line: string }>`
    select condition || ' ' || outcome as line from decisions order by decided_at, condition`.execute(db);
  return rows.map(({ line }) => line);
}

async function outgoing(subject: string): Promise<Record<string, unknown>[]> {
  const { rows } = await sql<{ payload: string }>`
    select payload from outbox where subject = ${subject} order by position`.execute(db);
  return rows.map(({ payload }) => (JSON.parse(payload) as { data: Record<string, unknown> }).data);
}

async function at(instant: Instant, ...changes: Change[]): Promise<void> {
  clock.advanceTo(instant);
  await engine.process(changes);
}

describe('ProcessChanges', () => {
  it('speaks about the first physical event and not about the label', async () => {
    await engine.process([ordered(orderWith(['N1']))]);
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
    await engine.process([ordered(orderWith(['N1']))]);
    const report = reported([
      buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' }),
    ]);
    await engine.process([report, report]);
    const before = await outgoing('order.snapshot.updated.v1');
    await engine.process([report]);
    expect(await outgoing('order.snapshot.updated.v1')).toEqual(before);
    expect(await decisions()).toEqual(['on_its_way send']);
  });

  it('keeps what an unknown parcel reported, and gives it to the order that claims it, without late speech', async () => {
    await engine.process([
      reported([buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' })]),
    ]);
    await at('2026-03-02T09:30:00.000Z', ordered(orderWith(['N1'])));
    expect(await outgoing('decision.message.requested.v1')).toEqual([]);
    const { rows } = await sql<{ number: string; count: number }>`
      select o.number, count(e.id)::int as count from orders o join tracking_events e on e.order_id = o.id
      group by o.number`.execute(db);
    expect(rows).toEqual([{ number: '1001', count: 1 }]);
    await at(
      '2026-03-03T08:00:00.000Z',
      reported([buildEvent({ number: 'N1', at: '2026-03-03T07:50:00.000Z', milestone: 'out_for_delivery' })]),
    );
    const requests = await outgoing('decision.message.requested.v1');
    expect(requests.map(({ condition }) => condition)).toEqual(['out_for_delivery']);
  });

  it('serves two brands with the same numbers apart', async () => {
    await engine.process([ordered(orderWith(['N1'])), ordered(orderWith(['N1']), 'other')]);
    const pickup = buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' });
    await engine.process([reported([pickup])]);
    const { rows } = await sql<{ brand: string; count: number }>`
      select o.brand_id as brand, count(e.id)::int as count from orders o
      left join tracking_events e on e.order_id = o.id group by 1 order by 1`.execute(db);
    expect(rows).toEqual([
      { brand: 'acme', count: 1 },
      { brand: 'other', count: 0 },
    ]);
  });

  it('hears silence by the clock, says so once, and says when it moves again', async () => {
    await engine.process([ordered(orderWith(['N1']))]);
    const pickup = buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' });
    await engine.process([reported([pickup])]);
    const [request] = await outgoing('decision.message.requested.v1');
    const settled = {
      key: String(request?.['key']),
      orderId: String(request?.['orderId']),
      state: 'sent' as const,
    };
    const sent = { ...settled, because: null, channel: 'smtp', shown: [], at: clock.now() };
    await engine.process([{ kind: 'settled', brandId: 'acme', ...origin, settled: sent }]);
    for (let hour = 0; hour < 24 * 10; hour += 6) {
      clock.advanceHours(6);
      await engine.wakeDue(10);
    }
    expect(await decisions()).toEqual(['on_its_way send', 'silence send']);
  });

  it('says nothing of silence while the source is blind, and finds it when the source sees again', async () => {
    await engine.process([ordered(orderWith(['N1']))]);
    blindSince = '2026-03-02T08:55:00.000Z';
    const pickup = buildEvent({ number: 'N1', at: '2026-03-02T08:50:00.000Z', milestone: 'picked_up' });
    await engine.process([reported([pickup])]);
    clock.advanceHours(24 * 10);
    expect(await engine.wakeDue(10)).toBe(1);
    expect(await decisions()).toEqual(['on_its_way send']);
    blindSince = null;
    clock.advanceHours(2);
    await engine.wakeDue(10);
    expect(await decisions()).toEqual(['on_its_way send', 'silence send']);
  });

  it('lets an order and the first report about its parcel arrive at the same moment', async () => {
    for (let round = 0; round < 20; round++) {
      const number = `R${round}`;
      const label = buildEvent({ number, at: '2026-03-02T08:50:00.000Z', milestone: 'label_created' });
      const order = orderWith([number], String(2000 + round));
      await engine.process([ordered({ ...order, shipments: [] })]);
      const update = ordered({ ...order, updatedAt: '2026-03-02T08:55:00.000Z' });
      await Promise.all([engine.process([update]), engine.process([reported([label])])]);
    }
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from orders o join parcels p on p.order_id = o.id
      join tracking_events e on e.subject_id = p.id where o.number is not null`.execute(db);
    expect(rows).toEqual([{ count: 20 }]);
  });

  it('creates one orphan when replicas hear of the same unknown parcel at once', async () => {
    const report = (milestone: 'picked_up' | 'in_transit', at: string): Change =>
      reported([buildEvent({ number: 'N9', at, milestone })]);
    await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        engine.process([report('in_transit', `2026-03-02T0${index}:00:00.000Z`)]),
      ),
    );
    const { rows } = await sql<{ orders: number; events: number }>`
      select (select count(*)::int from orders) as orders, (select count(*)::int from tracking_events) as events`.execute(
      db,
    );
    expect(rows).toEqual([{ orders: 1, events: 6 }]);
  });
});
