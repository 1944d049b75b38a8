import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { createDatabase, migratedTemplate, waitingEvents } from '@tidings/database';
import { firstPolicy, type OrderSnapshot, SOURCE_RANKS } from '@tidings/domain';
import { createTestDatabase, type TestDatabase } from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import { migrations } from '../adapters/postgres/migrations.js';
import { PostgresOrderStore } from '../adapters/postgres/postgres-order-store.js';
import { type EngineSchema, SCHEMA } from '../adapters/postgres/schema.js';
import { buildEvent, buildOrder } from '../spec-support/events.js';
import type { Change } from './change.js';
import { ChooseForCase } from './choose-for-case.js';
import { ProcessChanges } from './process-changes.js';

const NOW = '2026-03-04T09:00:00.000Z';
const week = { zone: 'UTC', workingDays: [1, 2, 3, 4, 5], holidays: new Set<string>() };
const origin = { brandId: 'acme', correlationId: 'c', causationId: null, traceparent: null };

let database: TestDatabase;
let db: Kysely<EngineSchema>;
let engine: ProcessChanges;
let choices: ChooseForCase;

beforeAll(async () => {
  database = await createTestDatabase(migratedTemplate(SCHEMA, migrations));
  const log = { warn: () => undefined };
  db = createDatabase({ url: database.url, schema: SCHEMA, applicationName: 'spec', log });
  const store = new PostgresOrderStore(db, () => undefined);
  const rulesOf = (brandId: string) => ({
    brandId,
    policy: firstPolicy(),
    warehouse: { ...week, opensAt: 540, closesAt: 1020, cutOff: 900 },
    handlingBusinessHours: 8,
    cartMails: [],
    carrierDays: week,
    sourceRanks: new Map([['easypost', SOURCE_RANKS.aggregator]]),
    speaksFrom: '2026-01-01T00:00:00.000Z',
  });
  engine = new ProcessChanges({
    store,
    brands: { rulesOf },
    visibility: { visibilityOf: () => ({ lastProvenAt: NOW, blindSince: null }) },
    clock: { now: () => NOW },
    newId: randomUUID,
    newToken: randomUUID,
  });
  choices = new ChooseForCase(store, engine);
});

afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** A parcel whose address is incomplete, which opens a case. */
const badAddress: readonly Change[] = [
  {
    kind: 'order',
    ...origin,
    recorded: {
      receiptId: randomUUID(),
      source: 'shop',
      receivedAt: NOW,
      isHistory: false,
      contact: null,
      order: buildOrder({
        number: '1001',
        placedAt: '2026-03-02T08:00:00.000Z',
        shipments: [
          {
            id: 's1',
            status: 'open',
            carrier: 'fedex',
            trackingNumber: 'F1',
            createdAt: '2026-03-02T08:00:00.000Z',
            lines: [{ lineId: '1', quantity: 1 }],
          },
        ],
      }),
    },
  },
  {
    kind: 'report',
    ...origin,
    report: {
      receiptId: randomUUID(),
      part: 0,
      source: 'easypost',
      parcelRef: { carrier: 'fedex', number: 'F1' },
      orderNumber: null,
      receivedAt: NOW,
      isHistory: false,
      events: [
        buildEvent({ number: 'F1', at: '2026-03-03T10:00:00.000Z', milestone: 'picked_up' }),
        buildEvent({
          number: 'F1',
          at: '2026-03-04T08:00:00.000Z',
          change: {
            kind: 'exception_opened',
            milestone: undefined,
            reason: 'address_insufficient',
            actor: 'recipient',
            etaEffect: 'unknown',
          },
        }),
      ],
    },
  },
];

interface Told {
  readonly orderId: string;
  readonly caseId: string;
}

let told: Told;

async function snapshots(): Promise<OrderSnapshot[]> {
  const events = await waitingEvents(db, 'order.snapshot.updated.v1');
  return events.map(({ payload }) => (JSON.parse(payload) as { data: OrderSnapshot }).data);
}

beforeEach(async () => {
  await sql`truncate incidents, troubles, duration_lessons, statements, shadow_decisions, shadow_orders, promises, orders, parcels, decisions, cases, outbox`.execute(
    db,
  );
  for (const change of badAddress) await engine.process([change]);
  const last = (await snapshots()).at(-1);
  const caseId = last?.cases[0]?.caseId;
  if (last === undefined || caseId === undefined) throw new Error('no case was opened');
  told = { orderId: last.orderId, caseId };
});

const choose = (
  option: 'correct_address' | 'collect' | 'reship',
  over: Partial<Told & { brandId: string }> = {},
) => choices.choose({ brandId: 'acme', ...told, option, idempotencyKey: `page:${option}`, ...over });

describe('a choice for an open case', () => {
  it('is kept with the case and published, before it is answered', async () => {
    const choice = { option: 'correct_address', at: NOW };
    expect(await choose('correct_address')).toEqual({ outcome: 'chosen', choice });
    expect((await snapshots()).at(-1)?.cases).toMatchObject([{ caseId: told.caseId, state: 'open', choice }]);
    const { rows } = await sql<{ doc: object }>`select doc from cases`.execute(db);
    expect(rows).toMatchObject([{ doc: { choice } }]);
  });

  it('that is repeated changes nothing, also when it comes twice at once', async () => {
    const [one, other] = await Promise.all([choose('correct_address'), choose('correct_address')]);
    expect([one.outcome, other.outcome]).toEqual(['chosen', 'chosen']);
    const published = (await snapshots()).length;
    expect((await choose('correct_address')).outcome).toBe('chosen');
    expect((await snapshots()).length).toBe(published);
  });

  it('is not offered, is not open, or is not of this brand: nothing is written', async () => {
    const published = (await snapshots()).length;
    expect((await choose('reship')).outcome).toBe('not_offered');
    expect((await choose('correct_address', { caseId: 'other' })).outcome).toBe('not_open');
    expect((await choose('correct_address', { brandId: 'bolt' })).outcome).toBe('not_open');
    expect((await choose('correct_address', { orderId: randomUUID() })).outcome).toBe('not_open');
    expect((await snapshots()).length).toBe(published);
  });

  it('stands: another one after it is told what was chosen', async () => {
    await choose('correct_address');
    const offered = (await snapshots()).at(-1)?.cases[0]?.options ?? [];
    const another = offered.find((option) => option !== 'correct_address');
    if (another === undefined) throw new Error('one option is no choice');
    expect(
      await choices.choose({ brandId: 'acme', ...told, option: another, idempotencyKey: 'page:another' }),
    ).toEqual({ outcome: 'already_chosen', choice: { option: 'correct_address', at: NOW } });
  });
});
