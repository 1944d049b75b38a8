import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  answersOrderGet,
  commerceOrderRecorded,
  type EventContract,
  orderSnapshotUpdated,
  toOutgoing,
} from '@tidings/contracts';
import { createDatabase, migratedTemplate } from '@tidings/database';
import type { Contact, OrderSnapshot } from '@tidings/domain';
import { type Bus, connectBus, createRpcClient, Publisher, type RpcClient } from '@tidings/messaging';
import {
  AdvanceableClock,
  type Brand,
  Brands,
  brandSchema,
  createLogger,
  type RunningService,
} from '@tidings/platform';
import { createTestDatabase, type RunningNats, startNats, type TestDatabase } from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import { migrations } from './adapters/postgres/migrations.js';
import { createAnswers } from './create-answers.js';
import { aParcel, aSnapshot } from './spec-support/snapshots.js';
import { until } from './spec-support/until.js';

const NOW = '2026-11-22T12:00:00.000Z';
const KEY = { acme: 'acme-key-0123456789', bolt: 'bolt-key-0123456789', slow: 'slow-key-0123456789' };
const NOT_FOUND = '{"found":false,"reason":"not_found"}';

function aBrand(id: keyof typeof KEY): Brand {
  return brandSchema.parse({
    id,
    name: id,
    hosts: { portal: `track.${id}.example` },
    locale: 'en-US',
    zone: 'America/New_York',
    support: { email: `help@${id}.example` },
    sender: { name: id, email: `ship@${id}.example` },
    postalAddress: ['1 Road'],
    apiKeys: [KEY[id]],
    warehouse: {
      workingDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
      zone: 'America/New_York',
      opensAt: '09:00',
      cutOff: '15:00',
      closesAt: '17:00',
      handlingBusinessHours: 8,
    },
    speaksFrom: '2026-01-01T00:00:00.000Z',
    gate: { breaker: { hourlyFloor: 10, timesUsual: 5, shareOfLive: 0.05 } },
  });
}

let database: TestDatabase;
let nats: RunningNats;
let service: RunningService;
let bus: Bus;
let rpc: RpcClient;
let db: Kysely<unknown>;
const clock = new AdvanceableClock(NOW);

beforeAll(async () => {
  [database, nats] = await Promise.all([
    createTestDatabase(migratedTemplate('answers', migrations)),
    startNats(),
  ]);
  const logger = createLogger({ service: 'answers', level: 'silent' });
  const config = {
    databaseUrl: database.url,
    natsUrl: nats.url,
    host: '127.0.0.1',
    port: 0,
    brandsFolder: '',
    logLevel: 'silent' as const,
    trustedProxies: [],
    digestSecret: 'a-secret-for-digests',
    questionsPerMinute: 600,
  };
  const brands = new Brands([aBrand('acme'), aBrand('bolt'), aBrand('slow')]);
  service = await createAnswers(config, { clock, brands, logger });
  bus = await connectBus({ servers: nats.url, name: 'spec', log: logger });
  rpc = createRpcClient({ servers: nats.url, name: 'spec' });
  db = createDatabase({ url: database.url, schema: 'answers', applicationName: 'spec', log: logger });
});
afterAll(async () => {
  await rpc.close();
  await service.close();
  await bus.close();
  await db.destroy();
  await nats.stop();
  await database.drop();
});

async function publish<Data>(
  contract: EventContract<Data>,
  brandId: string,
  ...datas: readonly Data[]
): Promise<void> {
  const causation = { correlationId: 'spec', causationId: null, traceparent: null };
  const events = datas.map((data) => toOutgoing(contract, { brandId, occurredAt: NOW, ...causation, data }));
  const outcomes = await new Publisher(bus).publish(events);
  expect(outcomes.map(({ kind }) => kind)).toEqual(datas.map(() => 'stored'));
}

function tellSnapshots(...snapshots: readonly OrderSnapshot[]): Promise<void> {
  return publish(orderSnapshotUpdated, snapshots[0]?.brandId ?? '', ...snapshots);
}

let receipts = 0;
function tellOrder(brandId: string, number: string, contact: Contact | null, updatedAt = NOW): Promise<void> {
  receipts += 1;
  return publish(commerceOrderRecorded, brandId, {
    receiptId: `r${receipts}`,
    source: 'shop',
    receivedAt: NOW,
    isHistory: false,
    contact,
    order: {
      number,
      placedAt: NOW,
      updatedAt,
      status: 'open',
      delivery: 'ship',
      lines: [],
      shipments: [],
      destination: { country: 'US', postalCode: '94601' },
    },
  });
}

interface Told {
  readonly status: number;
  readonly text: string;
  readonly json: Record<string, unknown>;
  readonly headers: Headers;
}

async function ask(query: Record<string, string>, key: string | null = KEY.acme): Promise<Told> {
  const response = await fetch(`${service.url}/v1/order-status?${new URLSearchParams(query)}`, {
    headers: key === null ? {} : { authorization: `Bearer ${key}` },
  });
  const text = await response.text();
  const json = JSON.parse(text) as Record<string, unknown>;
  return { status: response.status, text, json, headers: response.headers };
}

const askUntilFound = (query: Record<string, string>, key = KEY.acme) =>
  until(
    () => ask(query, key),
    ({ status }) => status === 200,
  );

const get = (brandId: string, by: { orderId: string } | { orderNumber: string } | { token: string }) =>
  rpc.call(answersOrderGet, { brandId, by });

describe('GET /v1/order-status', () => {
  beforeAll(async () => {
    await tellOrder('acme', '#1001', { email: 'Jo@Example.org' });
    await tellSnapshots(aSnapshot());
    await askUntilFound({ order_number: '1001', email: 'jo@example.org' });
  });

  it('tells the status, flat, to one who knows the e-mail', async () => {
    const { json } = await ask({ order_number: '1001', email: 'jo@example.org' });
    expect(json).toEqual({
      found: true,
      order_number: '1001',
      status: 'in_transit',
      status_label: expect.stringMatching(/\w/),
      summary: expect.stringMatching(/24.*25 November/),
      next_step: expect.any(String),
      eta_from: '2026-11-24',
      eta_to: '2026-11-25',
      eta_confidence: 'carrier',
      last_event_at: '2026-11-21T20:19:00.000Z',
      last_event: 'in_transit',
      carrier: 'ups',
      tracking_number: null,
      tracking_url: null,
      is_delayed: false,
      is_stale: false,
      needs_human: false,
      as_of: '2026-11-22T11:00:00.000Z',
      shipments_count: 1,
      shipments: [
        expect.objectContaining({ status: 'in_transit', eta_to: '2026-11-25', tracking_number: null }),
      ],
    });
  });

  it.each([
    ['another case and a hash', { order_number: ' #1001', email: ' JO@example.ORG ' }],
    ['a postcode', { order_number: '1001', postcode: '94601' }],
    ['a postcode as people write it', { order_number: '1001', postcode: ' 946 01' }],
    ['both', { order_number: '1001', email: 'jo@example.org', postcode: '94601' }],
  ])('takes %s', async (_, query) => {
    expect((await ask(query)).status).toBe(200);
  });

  it.each([
    ['an order that is not there', { order_number: '4711', email: 'jo@example.org' }, KEY.acme],
    ['the wrong e-mail', { order_number: '1001', email: 'jim@example.org' }, KEY.acme],
    ['the wrong postcode', { order_number: '1001', postcode: '94602' }, KEY.acme],
    [
      'a right e-mail with a wrong postcode',
      { order_number: '1001', email: 'jo@example.org', postcode: '1' },
      KEY.acme,
    ],
    ["another brand's key", { order_number: '1001', email: 'jo@example.org' }, KEY.bolt],
  ])('answers %s with one and the same 404', async (_, query, key) => {
    const told = await ask(query, key);
    expect([told.status, told.text]).toEqual([404, NOT_FOUND]);
  });

  it.each([
    [{ email: 'jo@example.org' }, 'order_number'],
    [{ order_number: '', email: 'jo@example.org' }, 'order_number'],
    [{ order_number: '1001' }, 'email'],
    [{ order_number: '1001', email: 'jo' }, 'email'],
    [{ order_number: '1001', postcode: '--' }, 'postcode'],
    [{ order_number: 'x'.repeat(101), postcode: '1' }, 'order_number'],
  ])('answers %j with 400, naming the field', async (query, field) => {
    const told = await ask(query as Record<string, string>);
    expect(told.status).toBe(400);
    expect(told.json).toMatchObject({ error: { code: 'invalid', field, message: expect.any(String) } });
  });

  it('answers 401 without a good key', async () => {
    for (const key of [null, 'wrong-key-0123456789']) {
      expect((await ask({ order_number: '1001', email: 'jo@example.org' }, key)).status).toBe(401);
    }
  });

  it('tells no place, no item and no number, and stays below 4 kB with many parcels', async () => {
    const parcels = Array.from({ length: 40 }, (_, index) => aParcel({ parcelId: `p${index}` }));
    await tellOrder('acme', 'BIG-1', { email: 'jo@example.org' });
    await tellSnapshots(aSnapshot({ orderId: 'big', orderNumber: 'BIG-1', token: 'big', parcels }));
    const { text, json } = await askUntilFound({ order_number: 'big-1', email: 'jo@example.org' });
    expect(Buffer.byteLength(text)).toBeLessThan(4_096);
    expect(json['shipments_count']).toBe(40);
    expect((json['shipments'] as unknown[]).length).toBeGreaterThan(3);
    for (const secret of ['MEMPHIS', 'Memphis', '38101', '1Z-SECRET', 'Walnut', 'jo@example.org', '"big"']) {
      expect(text).not.toContain(secret);
    }
  });

  it('says when it could not be checked lately', async () => {
    await tellOrder('acme', 'OLD-1', { email: 'jo@example.org' });
    const validUntil = '2026-11-22T11:30:00.000Z';
    await tellSnapshots(aSnapshot({ orderId: 'old', orderNumber: 'OLD-1', token: 'old', validUntil }));
    const { json } = await askUntilFound({ order_number: 'OLD-1', email: 'jo@example.org' });
    expect([json['is_stale'], json['as_of']]).toEqual([true, '2026-11-22T11:00:00.000Z']);
  });

  it('bounds what one key may ask; the others do not feel it', async () => {
    const asked = await Promise.all(
      Array.from({ length: 100 }, () => ask({ order_number: '1', email: 'a@b.example' }, KEY.slow)),
    );
    const refused = asked.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask({ order_number: '1001', email: 'jo@example.org' })).status).toBe(200);
  });
});

describe('identities', () => {
  const digestOf = async (number: string) => {
    const { rows } = await sql<{ email: string | null }>`
      select email_digest as email from order_identity where brand_id = 'acme' and order_number = ${number}`.execute(
      db,
    );
    return rows[0]?.email ?? null;
  };

  it('are kept as digests, and nothing of them can be read', async () => {
    await tellOrder('acme', 'SECRET-1', {
      email: 'jo@example.org',
      name: 'Jo Public',
      phone: '555-0100',
      postalCode: '94601',
    });
    await until(
      () => digestOf('SECRET-1'),
      (digest) => digest !== null,
    );
    const { rows } = await sql`select * from order_identity`.execute(db);
    expect(JSON.stringify(rows)).not.toMatch(/jo@|example|Public|555|94601/i);
  });

  it('of an older order do not replace those of a newer one; what a newer one leaves out stays', async () => {
    await tellOrder('acme', 'ID-1', { email: 'new@example.org' }, '2026-11-22T10:00:00.000Z');
    await tellOrder('acme', 'ID-1', { email: 'old@example.org' }, '2026-11-22T09:00:00.000Z');
    await tellOrder('acme', 'ID-1', null, '2026-11-22T11:00:00.000Z');
    await tellSnapshots(aSnapshot({ orderId: 'id', orderNumber: 'ID-1', token: 'id' }));
    await askUntilFound({ order_number: 'ID-1', email: 'new@example.org' });
    const { rows } = await sql<{
      at: string;
    }>`select updated_at as at from order_identity where order_number = 'ID-1'`.execute(db);
    await until(
      () => rows[0]?.at,
      () => true,
    );
    expect((await ask({ order_number: 'ID-1', email: 'old@example.org' })).text).toBe(NOT_FOUND);
  });
});

describe('answers.order.get', () => {
  it('finds an order by number, id and token, with all that its holder may see', async () => {
    await tellSnapshots(aSnapshot({ orderId: 'rpc', orderNumber: 'RPC-1', token: 'token-rpc' }));
    const found = await until(
      () => get('acme', { orderNumber: '#rpc-1' }),
      (reply) => reply !== null,
    );
    expect(found?.snapshot.orderId).toBe('rpc');
    expect(found?.answer.parcels[0]).toMatchObject({
      trackingNumber: '1Z-SECRET',
      lastPlace: { city: 'MEMPHIS' },
    });
    expect(await get('acme', { orderId: 'rpc' })).toEqual(found);
    expect(await get('acme', { token: 'token-rpc' })).toEqual(found);
  });

  it('keeps the newest version, in whatever order they come, in one batch or many', async () => {
    const versions = [3, 1, 5, 2, 4].map((version) =>
      aSnapshot({ orderId: 'seq', orderNumber: 'SEQ-1', token: 'seq', version }),
    );
    await tellSnapshots(...versions);
    await until(
      () => get('acme', { orderId: 'seq' }),
      (reply) => reply?.snapshot.version === 5,
    );
    await tellSnapshots(
      aSnapshot({
        orderId: 'seq',
        orderNumber: 'SEQ-1',
        token: 'seq',
        version: 4,
        asOf: '2026-11-22T10:00:00.000Z',
      }),
      aSnapshot({ orderId: 'after', orderNumber: null, token: 'after' }),
    );
    await until(
      () => get('acme', { orderId: 'after' }),
      (reply) => reply !== null,
    );
    expect((await get('acme', { orderId: 'seq' }))?.snapshot.version).toBe(5);
  });

  it('shows a brand nothing of another one with the same numbers', async () => {
    await tellSnapshots(aSnapshot({ orderId: 'same', orderNumber: 'SAME-1', token: 'same-a' }));
    await tellSnapshots(
      aSnapshot({ brandId: 'bolt', orderId: 'same', orderNumber: 'SAME-1', token: 'same-b', version: 7 }),
    );
    await until(
      () => get('bolt', { orderId: 'same' }),
      (reply) => reply?.snapshot.version === 7,
    );
    const acme = await until(
      () => get('acme', { orderNumber: 'SAME-1' }),
      (reply) => reply !== null,
    );
    expect([acme?.snapshot.brandId, acme?.snapshot.version]).toEqual(['acme', 1]);
    expect(await get('acme', { token: 'same-b' })).toBeNull();
    expect(await get('nobody', { orderNumber: 'SAME-1' })).toBeNull();
  });
});
