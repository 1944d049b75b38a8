import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import {
  commerceOrderRecorded,
  decisionMessageRequested,
  decisionsConfirm,
  decisionsList,
  durationsRead,
  type EventContract,
  incidentsList,
  orderSnapshotUpdated,
  policiesApply,
  policiesCompareShadow,
  policiesList,
  promiseShown,
  streams,
  toOutgoing,
  trackingReportRecorded,
} from '@tidings/contracts';
import { createDatabase, migratedTemplate } from '@tidings/database';
import { BrandDurations, type BrandDurationsState } from '@tidings/domain';
import {
  connectBus,
  createRpcClient,
  ensureStreams,
  eventTextsOf,
  Publisher,
  type Bus,
  type RpcClient,
} from '@tidings/messaging';
import { AdvanceableClock, Brands, createLogger, readBrand, type RunningService } from '@tidings/platform';
import { createTestDatabase, type RunningNats, startNats, type TestDatabase } from '@tidings/testing';
import { sql } from 'kysely';
import { migrations } from './adapters/postgres/migrations.js';
import { type EngineSchema, SCHEMA } from './adapters/postgres/schema.js';
import { createDecisionEngine } from './create-decision-engine.js';
import { buildEvent, buildOrder } from './spec-support/events.js';

const now = '2026-03-02T10:00:00.000Z';
const logger = createLogger({ service: 'spec', level: 'silent' });
const hours = {
  workingDays: ['mon', 'tue', 'wed', 'thu', 'fri'],
  opensAt: '09:00',
  closesAt: '17:00',
  cutOff: '15:00',
};

function brandDocument(id: string): unknown {
  return {
    id,
    name: id,
    hosts: { portal: `${id}.example` },
    locale: 'en',
    zone: 'UTC',
    support: { email: `help@${id}.example` },
    sender: { name: id, email: `orders@${id}.example` },
    postalAddress: ['1 Street'],
    apiKeys: [keyOf(id)],
    sources: [{ id: 'easypost', kind: 'carrier', plugin: 'easypost', secrets: ['s'] }],
    warehouse: { zone: 'UTC', ...hours, handlingBusinessHours: 8 },
    speaksFrom: '2026-01-01T00:00:00.000Z',
    gate: { breaker: { hourlyFloor: 50, timesUsual: 5, shareOfLive: 0.05 } },
  };
}

function keyOf(id: string): string {
  return `key-of-brand-${id}-0123456789`;
}

const brands = new Brands(
  ['acme', 'other'].flatMap((id) => readBrand(id, brandDocument(id), {}).brand ?? []),
);

function emptyDurations(): BrandDurationsState {
  const carrierDays = { zone: 'UTC', workingDays: [1], holidays: new Set<string>() };
  return new BrandDurations({ carrierDays, warehouse: carrierDays }).toState();
}

let nats: RunningNats;
let database: TestDatabase;
let bus: Bus;
let engine: RunningService;
let rpc: RpcClient;

beforeAll(async () => {
  [nats, database] = await Promise.all([
    startNats({ jetstream: true }),
    createTestDatabase(migratedTemplate(SCHEMA, migrations)),
  ]);
  bus = await connectBus({ servers: nats.url, name: 'spec', log: logger });
  await ensureStreams(bus, Object.values(streams));
  const config = { databaseUrl: database.url, natsUrl: nats.url, host: '127.0.0.1', port: 0 };
  engine = await createDecisionEngine(
    { ...config, brandsFolder: '/nowhere', logLevel: 'silent' },
    { brands, clock: new AdvanceableClock(now), logger },
  );
  rpc = createRpcClient({ servers: nats.url, name: 'spec' });
}, 60_000);

afterAll(async () => {
  await rpc.close();
  await engine.close();
  await bus.close();
  await nats.stop();
  await database.drop();
});

function ask(path: string, key?: string): Promise<Response> {
  const headers = key === undefined ? {} : { authorization: `Bearer ${key}` };
  return fetch(`${engine.url}${path}`, { headers });
}

async function publish<Data>(contract: EventContract<Data>, brandId: string, data: Data): Promise<void> {
  const occasion = {
    brandId,
    occurredAt: now,
    correlationId: 'spec',
    causationId: null,
    traceparent: null,
    data,
  };
  const [outcome] = await new Publisher(bus).publish([toOutgoing(contract, occasion)]);
  expect(outcome).toEqual({ kind: 'stored' });
}

/** The first of the stream, or the first of one brand. */
async function next<Data>(
  contract: EventContract<Data>,
  ofBrand?: string,
): Promise<{ brandId: string; data: Data }> {
  const consumer = await bus.js.consumers.get(streams[contract.stream].name, {
    filter_subjects: contract.subject,
  });
  for (;;) {
    const message = await consumer.next({ expires: 10_000 });
    if (message === null) throw new Error(`no ${contract.subject} came`);
    const envelopes = eventTextsOf(message.data, message.headers).map(
      (text) => JSON.parse(text) as { brandId: string; data: Data },
    );
    const meant = envelopes.find(({ brandId }) => ofBrand === undefined || brandId === ofBrand);
    if (meant !== undefined) return meant;
  }
}

describe('the decision engine', () => {
  it('turns an order and a pick-up into a message request that it confirms, for that brand only', async () => {
    const receipt = { receivedAt: now, isHistory: false };
    const shipment = {
      id: 's1',
      status: 'open' as const,
      carrier: 'fedex',
      trackingNumber: 'N1',
      createdAt: now,
    };
    const order = buildOrder({ number: '1001', placedAt: now, shipments: [{ ...shipment, lines: [] }] });
    for (const brandId of ['acme', 'other']) {
      const recorded = { ...receipt, receiptId: randomUUID(), source: 'shop', order, contact: null };
      await publish(commerceOrderRecorded, brandId, recorded);
    }
    // A report that overtook its order would make it an orphan, and orphans are not spoken about.
    expect(await next(orderSnapshotUpdated)).toMatchObject({ data: { orderNumber: '1001', version: 1 } });
    const event = buildEvent({ number: 'N1', at: '2026-03-02T09:50:00.000Z', milestone: 'picked_up' });
    const report = { ...receipt, receiptId: randomUUID(), part: 0, source: 'easypost', orderNumber: null };
    await publish(trackingReportRecorded, 'acme', { ...report, parcelRef: event.parcelRef, events: [event] });

    const request = await next(decisionMessageRequested);
    expect(request).toMatchObject({
      brandId: 'acme',
      data: { condition: 'on_its_way', orderNumber: '1001' },
    });

    const { key, orderId } = request.data;
    const asked = { brandId: 'acme', orderId, key };
    const { confirmed } = await rpc.call(decisionsConfirm, {
      messages: [asked, { ...asked, brandId: 'other' }, { ...asked, key: 'unheard of' }],
    });
    expect(confirmed).toMatchObject([{ key, answer: { headline: 'picked_up', orderNumber: '1001' } }]);

    const listed = await rpc.call(decisionsList, { brandId: 'acme', orderNumber: '1001' });
    const { parcelIds } = request.data;
    expect(listed.decisions).toMatchObject([{ key, parcelIds, outcome: 'send', speech: 'requested' }]);
    expect(await rpc.call(decisionsList, { brandId: 'other', orderNumber: '1001' })).toEqual({
      decisions: [],
    });
  });

  it('shows decisions and cases to the holder of the brand’s key only', async () => {
    const own = (await (await ask('/v1/decisions?order=1001', keyOf('acme'))).json()) as {
      decisions: unknown[];
    };
    expect(own.decisions).toHaveLength(1);
    expect(await (await ask('/v1/decisions?order=1001', keyOf('other'))).json()).toEqual({ decisions: [] });
    expect(await (await ask('/v1/cases', keyOf('acme'))).json()).toEqual({ cases: [] });
    expect((await ask('/v1/decisions?order=1001', 'not-a-key')).status).toBe(401);
    expect((await ask('/v1/cases')).status).toBe(401);
    const bad = await ask('/v1/decisions', keyOf('acme'));
    expect(bad.status).toBe(400);
    expect(await bad.json()).toMatchObject({ error: { code: 'invalid', field: 'order' } });
  });

  it('tells what was learned of durations, and how intervals fared, to the holder of the brand’s key only', async () => {
    const lane = { leg: 'label', lane: 'DE-', outcomes: 4 };
    const row = {
      ...lane,
      inside80: 3,
      inside95: 4,
      width80Hours: 40,
      width95Hours: 80,
    };
    const log = { warn: () => undefined };
    const db = createDatabase<EngineSchema>({
      url: database.url,
      schema: SCHEMA,
      applicationName: 'spec',
      log,
    });
    await sql`
      insert into durations (brand_id, version, learned_at, state)
      values ('acme', 3, ${now}, ${JSON.stringify({ ...emptyDurations(), coverage: [row] })}::json)`.execute(
      db,
    );
    await db.destroy();
    const learned = {
      version: 3,
      learnedAt: now,
      coverage: [{ ...lane, coverage80: 0.75, coverage95: 1, width80Hours: 10, width95Hours: 20 }],
    };
    const nothing = { version: 0, learnedAt: null, coverage: [] };
    expect(await (await ask('/v1/durations', keyOf('acme'))).json()).toEqual(learned);
    expect(await (await ask('/v1/durations', keyOf('other'))).json()).toEqual(nothing);
    expect((await ask('/v1/durations')).status).toBe(401);
    expect(await rpc.call(durationsRead, { brandId: 'acme' })).toEqual(learned);
    expect(await rpc.call(durationsRead, { brandId: 'other' })).toEqual(nothing);
    await expect(rpc.call(durationsRead, { brandId: 'acne' })).rejects.toMatchObject({ code: 'not_found' });
  });

  it('watches a date that a page showed, for its brand only', async () => {
    const { data } = await next(orderSnapshotUpdated, 'acme');
    const shown = {
      orderId: data.orderId,
      orderNumber: '1001',
      promised: 'delivery' as const,
      parcelId: null,
      from: '2026-03-05',
      to: '2026-03-06',
      face: 'page' as const,
      shownAt: now,
      snapshotVersion: 1,
    };
    const promisesOf = async (query: string, brandId: string): Promise<unknown> =>
      (await ask(`/v1/promises${query}`, keyOf(brandId))).json();
    await publish(promiseShown, 'other', shown);
    await publish(promiseShown, 'acme', shown);
    const isWatched = async (): Promise<boolean> => {
      const { promises } = (await promisesOf('?order=1001', 'acme')) as { promises: unknown[] };
      return promises.length === 1;
    };
    while (!(await isWatched()));
    expect(await promisesOf('?order=1001', 'acme')).toMatchObject({
      promises: [{ face: 'page', from: '2026-03-05', to: '2026-03-06', state: 'open', settledAt: null }],
    });
    const counts = { shown: 1, open: 1, kept: 0, broken: 0, void: 0, keptShare: null };
    expect(await promisesOf('', 'acme')).toEqual({
      rates: [{ face: 'page', promised: 'delivery', ...counts }],
    });
    expect(await promisesOf('?order=1001', 'other')).toEqual({ promises: [] });
    expect(await promisesOf('', 'other')).toEqual({ rates: [] });
    expect((await ask('/v1/promises')).status).toBe(401);
  });

  it('takes up an applied policy without a restart, of its brand only, and gives way to its withdrawal', async () => {
    const use = { brandId: 'acme', role: 'live' as const, by: 'ada', because: 'fewer messages' };
    const document = { base: 'shipped', version: 'fewer-1', without: ['number-replaced'] };
    const applied = await rpc.call(policiesApply, { ...use, version: null, document });
    expect(applied).toEqual({ outcome: 'applied', version: 'fewer-1', previous: null, problems: [] });
    const liveOf = async (brandId: string) => (await rpc.call(policiesList, { brandId })).live;
    while ((await liveOf('acme')) !== 'fewer-1');
    expect(await liveOf('other')).toBe('first-1');
    const shadow = { brandId: 'acme', version: 'fewer-1', from: now, to: now, limit: 1 };
    await expect(rpc.call(policiesCompareShadow, shadow)).rejects.toMatchObject({ code: 'not_found' });
    await rpc.call(policiesApply, { ...use, version: null });
    while ((await liveOf('acme')) !== 'first-1');
  });

  it('lets a person declare, change and end an incident, of its brand only', async () => {
    const ask = async (path: string, brandId: string, body?: object): Promise<Response> =>
      fetch(`${engine.url}/v1/incidents${path}`, {
        headers: { authorization: `Bearer ${keyOf(brandId)}`, 'content-type': 'application/json' },
        ...(body !== undefined && {
          method: path === '' || path.endsWith('/end') ? 'POST' : 'PUT',
          body: JSON.stringify(body),
        }),
      });
    const said = { name: 'Storm', place: { facility: 'Memphis' }, reason: 'weather', by: 'ada' };
    const declared = (await (await ask('', 'acme', said)).json()) as { incidentId: string };
    expect(declared).toMatchObject({
      name: 'Storm',
      origin: 'declared',
      from: now,
      to: null,
      evidence: null,
    });
    const { incidentId } = declared;
    expect((await ask(`/${incidentId}`, 'other', said)).status).toBe(404);
    expect((await ask(`/${incidentId}/end`, 'other', { by: 'eve' })).status).toBe(404);
    await ask(`/${incidentId}`, 'acme', { ...said, name: 'Snow' });
    expect((await rpc.call(incidentsList, { brandId: 'acme', limit: 10 })).incidents).toMatchObject([
      { incidentId, name: 'Snow', to: null },
    ]);
    await ask(`/${incidentId}/end`, 'acme', { by: 'ada' });
    expect(await (await ask('', 'acme')).json()).toMatchObject({ incidents: [{ incidentId, to: now }] });
    expect(await (await ask('', 'other')).json()).toEqual({ incidents: [] });
    expect((await ask('', 'acme', { ...said, place: {} })).status).toBe(400);
    expect((await fetch(`${engine.url}/v1/incidents`)).status).toBe(401);
  });

  it('is ready', async () => {
    expect(await (await fetch(`${engine.url}/readyz`)).json()).toEqual({ status: 'ready', failing: {} });
  });
});
