import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  commerceOrderRecorded,
  ingestionQuarantineRenormalise,
  trackingReportRecorded,
} from '@tidings/contracts';
import { createRpcClient } from '@tidings/messaging';
import { createTestDatabase, type RunningNats, startNats, type TestDatabase } from '@tidings/testing';
import { sql } from 'kysely';
import { API_KEY, SECRET } from './spec-support/brands.js';
import { easypostBody, easypostSignature, eventsBody, orderBody } from './spec-support/deliveries.js';
import { type RunningIngestion, startIngestion } from './spec-support/running-ingestion.js';
import { until } from './spec-support/until.js';

const HOOK = '/hooks/acme/easypost';
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

let database: TestDatabase;
let nats: RunningNats;
let ingestion: RunningIngestion;

beforeAll(async () => {
  [database, nats] = await Promise.all([createTestDatabase(), startNats()]);
  ingestion = await startIngestion({ databaseUrl: database.url, natsUrl: nats.url });
});
afterAll(async () => {
  await ingestion.close();
  await nats.stop();
  await database.drop();
});

const deliver = (body: string) => ingestion.post(HOOK, body, easypostSignature(body, SECRET.acme));

async function receipts(): Promise<
  readonly { id: string; brand: string; state: string; history: boolean }[]
> {
  const { rows } = await sql<{ id: string; brand: string; state: string; history: boolean }>`
    select id, brand_id as brand, state, is_history as history from receipt order by id`.execute(
    ingestion.db,
  );
  return rows;
}

/** What was published under a receipt, once it is there. */
async function publishedFor(stream: string, receiptId: unknown, count = 1) {
  const ofReceipt = async () =>
    (await ingestion.published(stream)).filter(({ data }) =>
      String(data['receiptId']).startsWith(String(receiptId)),
    );
  return until(ofReceipt, (found) => found.length >= count);
}

describe('a signed webhook', () => {
  it('is kept with its bytes, answered 202, and goes out as a report', async () => {
    const body = easypostBody({ trackingNumber: '1Z-KEPT' });
    const posted = await deliver(body);
    expect([posted.status, posted.json['state'], posted.json['duplicate']]).toEqual([202, 'recorded', false]);

    const { rows } = await sql<{ body: Buffer; receivedAt: string }>`
      select body, received_at as "receivedAt" from receipt where id = ${posted.json['receiptId']}`.execute(
      ingestion.db,
    );
    expect(rows[0]?.body.toString()).toBe(body);
    expect(rows[0]?.receivedAt).toBe(ingestion.clock.now());

    const [event] = await publishedFor('TRACKING', posted.json['receiptId']);
    const report = trackingReportRecorded.schema.parse(event?.data);
    expect(event?.brandId).toBe('acme');
    expect(report).toMatchObject({
      source: 'easypost',
      part: 0,
      isHistory: false,
      parcelRef: { number: '1Z-KEPT' },
    });
    expect(report.events.map(({ milestone }) => milestone)).toEqual(['label_created', 'in_transit']);
  });

  it('carries the trace of its request', async () => {
    const body = easypostBody({ trackingNumber: '1Z-TRACE' });
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
    const posted = await ingestion.post(HOOK, body, { ...easypostSignature(body, SECRET.acme), traceparent });
    const [event] = await publishedFor('TRACKING', posted.json['receiptId']);
    expect(event).toMatchObject({
      traceparent,
      correlationId: '4bf92f3577b34da6a3ce929d0e0e4736',
      causationId: null,
    });
  });

  const body = easypostBody({ trackingNumber: '1Z-FORGED' });
  it.each([
    ['no signature', HOOK, {}],
    ['an empty signature', HOOK, { 'x-hmac-signature': '' }],
    ['a malformed signature', HOOK, { 'x-hmac-signature': 'hmac-sha256-hex=00' }],
    ['the signature of other bytes', HOOK, easypostSignature(`${body} `, SECRET.acme)],
    ["another brand's secret", HOOK, easypostSignature(body, SECRET.bolt)],
    ['an unknown brand', '/hooks/nobody/easypost', easypostSignature(body, SECRET.acme)],
    ['an unknown source', '/hooks/acme/ups', easypostSignature(body, SECRET.acme)],
    ["another source's path", '/hooks/acme/warehouse', easypostSignature(body, SECRET.acme)],
    ['a brand key instead', HOOK, bearer(API_KEY.acme)],
  ])('with %s is refused like every other, and leaves nothing', async (_, path, headers) => {
    const before = await receipts();
    const posted = await ingestion.post(path, body, headers);
    expect(posted.status).toBe(401);
    expect(posted.text).toBe(
      '{"error":{"code":"unauthorized","message":"the credentials are missing or wrong"}}',
    );
    expect(await receipts()).toEqual(before);
  });

  it('that is sent again, also at the same moment, is answered alike and leaves one receipt and one event', async () => {
    const again = easypostBody({ trackingNumber: '1Z-AGAIN' });
    const first = await Promise.all(Array.from({ length: 12 }, () => deliver(again)));
    const later = await deliver(again);
    const ids = new Set([...first, later].map(({ json }) => json['receiptId']));
    expect([...first, later].map(({ status }) => status)).toEqual(Array.from({ length: 13 }, () => 202));
    expect(ids.size).toBe(1);
    expect(first.filter(({ json }) => json['duplicate'] === false)).toHaveLength(1);
    expect(later.json['duplicate']).toBe(true);
    // One that follows is published after all that were written before it.
    const marker = await deliver(easypostBody({ trackingNumber: '1Z-AFTER' }));
    await publishedFor('TRACKING', marker.json['receiptId']);
    expect(await publishedFor('TRACKING', [...ids][0])).toHaveLength(1);
  });

  it('that is no JSON gets 400 and why', async () => {
    for (const broken of ['{"a":', '']) {
      const posted = await deliver(broken);
      expect(posted.status).toBe(400);
      expect(posted.json).toMatchObject({
        error: { code: 'invalid', message: expect.stringMatching(/JSON/) },
      });
    }
  });

  it('that only greets is answered with 200 where a shop greets, and leaves nothing', async () => {
    const before = await receipts();
    expect((await ingestion.post('/hooks/acme/woo', 'webhook_id=7', {})).status).toBe(200);
    expect((await ingestion.post('/hooks/acme/woo', 'webhook_id=7&order=1', {})).status).toBe(401);
    expect((await ingestion.post('/hooks/acme/shop', 'webhook_id=7', {})).status).toBe(401);
    expect(await receipts()).toEqual(before);
  });

  it('about something else is kept without an event', async () => {
    const posted = await deliver(
      JSON.stringify({ id: 'evt_1', object: 'Event', description: 'batch.created', result: {} }),
    );
    expect([posted.status, posted.json['state']]).toEqual([202, 'control']);
  });
});

describe('quarantine', () => {
  const renormalise = async () => {
    const rpc = createRpcClient({ servers: nats.url, name: 'spec' });
    const request = { brandId: 'acme', after: null, limit: 100 };
    const reply = await rpc.call(ingestionQuarantineRenormalise, request);
    await rpc.close();
    return reply;
  };

  it('takes what cannot be read, with the field named; after a fix it is told as history, once', async () => {
    const good = easypostBody({ trackingNumber: '1Z-MENDED' });
    const posted = await deliver(good.replace('"tracking_code"', '"trackingcode"'));
    const { receiptId } = posted.json;
    expect([posted.status, posted.json['state']]).toEqual([202, 'unreadable']);
    const problems = () =>
      sql<{
        kind: string;
        field: string;
      }>`select kind, field from quarantine where receipt_id = ${receiptId}`.execute(ingestion.db);
    expect((await problems()).rows).toEqual([
      { kind: 'unreadable', field: expect.stringContaining('tracking_code') },
    ]);

    expect(await renormalise()).toMatchObject({ improved: 0, next: null });
    // Stands for a mended reader: the same receipt can be read now.
    await sql`update receipt set body = ${Buffer.from(good)} where id = ${receiptId}`.execute(ingestion.db);
    expect(await renormalise()).toMatchObject({ improved: 1, next: null });
    expect((await problems()).rows).toEqual([]);
    expect(await renormalise()).toMatchObject({ improved: 0 });

    const told = await publishedFor('TRACKING', receiptId);
    expect(told.map(({ data }) => [data['isHistory'], data['receivedAt']])).toEqual([
      [true, ingestion.clock.now()],
    ]);
  });

  it('also lists a code that nobody knows, while the report goes out', async () => {
    const rows = [{ status: 'teleported', detail: 'beamed', message: 'BEAMED UP' }];
    const posted = await deliver(
      easypostBody({
        trackingNumber: '1Z-BEAM',
        rows: [{ ...rows[0], status: 'in_transit' }, ...rows].map((row) => ({
          detail: 'departed_facility',
          message: 'SCAN',
          ...row,
        })),
      }),
    );
    expect([posted.status, posted.json['state']]).toEqual([202, 'partly_read']);
    const { rows: listed } = await sql<{ kind: string; field: string }>`
      select kind, field from quarantine where receipt_id = ${posted.json['receiptId']} and field like 'teleported%'`.execute(
      ingestion.db,
    );
    expect(listed).toEqual([{ kind: 'unmapped_code', field: 'teleported/beamed' }]);
    expect(await publishedFor('TRACKING', posted.json['receiptId'])).toHaveLength(1);
  });
});

describe("a brand's own calls", () => {
  it('tell events', async () => {
    const posted = await ingestion.post('/v1/events', eventsBody('E-1'), bearer(API_KEY.acme));
    expect([posted.status, posted.json['state']]).toEqual([202, 'recorded']);
    const [event] = await publishedFor('TRACKING', posted.json['receiptId']);
    expect(event).toMatchObject({
      brandId: 'acme',
      data: { orderNumber: 'E-1', parcelRef: null, isHistory: false },
    });
  });

  it('tell orders, with the contact', async () => {
    const posted = await ingestion.post('/v1/orders', orderBody('O-1'), bearer(API_KEY.acme));
    expect(posted.status).toBe(202);
    const [event] = await publishedFor('COMMERCE', posted.json['receiptId']);
    const recorded = commerceOrderRecorded.schema.parse(event?.data);
    expect(recorded).toMatchObject({
      source: 'api-orders',
      order: { number: 'O-1' },
      contact: { email: 'jo@example.org' },
    });
  });

  it('import history, which says so', async () => {
    const posted = await ingestion.post('/v1/events?history=true', eventsBody('H-1'), bearer(API_KEY.acme));
    const [event] = await publishedFor('TRACKING', posted.json['receiptId']);
    expect(event?.data['isHistory']).toBe(true);
  });

  it.each([
    [
      '/v1/events',
      eventsBody('X', { events: [{ type: 'beamed', at: '2026-11-21T10:00:00Z' }] }),
      /^events.0.type/,
    ],
    ['/v1/events', eventsBody('X', { evnts: [] }), /evnts/],
    ['/v1/events?history=yes', eventsBody('X'), /^history/],
    ['/v1/orders', orderBody('X', { lines: [{ id: 'l', title: 'Mug', quantity: -1 }] }), /^lines.0.quantity/],
    ['/v1/orders', orderBody('X', { updatedAt: 'yesterday' }), /^updatedAt/],
    ['/v1/orders', 'order=1', /JSON/],
  ])('to %s with a fault get 400 naming it, and leave nothing', async (path, body, message) => {
    const before = await receipts();
    const posted = await ingestion.post(path, body, bearer(API_KEY.acme));
    expect(posted.status).toBe(400);
    expect(posted.json).toMatchObject({
      error: { code: 'invalid', message: expect.stringMatching(message) },
    });
    expect(await receipts()).toEqual(before);
  });

  it.each(['/v1/events', '/v1/orders'])('to %s without a key get 401', async (path) => {
    for (const headers of [{}, bearer('wrong-key-0123456789'), { authorization: `Basic ${API_KEY.acme}` }]) {
      expect((await ingestion.post(path, orderBody(), headers)).status).toBe(401);
    }
  });
});

describe('two brands with the same numbers', () => {
  it('stay apart on every route', async () => {
    const body = easypostBody({ trackingNumber: '1Z-SAME' });
    const acme = await deliver(body);
    const bolt = await ingestion.post('/hooks/bolt/easypost', body, easypostSignature(body, SECRET.bolt));
    expect([acme.json['duplicate'], bolt.json['duplicate']]).toEqual([false, false]);
    const order = orderBody('SAME-1');
    const orders = await Promise.all(
      [API_KEY.acme, API_KEY.bolt].map((key) => ingestion.post('/v1/orders', order, bearer(key))),
    );
    for (const [index, brandId] of ['acme', 'bolt'].entries()) {
      const [event] = await publishedFor('COMMERCE', orders[index]?.json['receiptId']);
      expect(event?.brandId).toBe(brandId);
    }
    const [first, second] = await Promise.all(
      [acme, bolt].map(({ json }) => publishedFor('TRACKING', json['receiptId'])),
    );
    expect([first?.[0]?.brandId, second?.[0]?.brandId]).toEqual(['acme', 'bolt']);
  });

  it('see their own sources only', async () => {
    await deliver(easypostBody({ trackingNumber: '1Z-COUNTED' }));
    type Rates = { errorRate: number; unmappedShare: number };
    const seen = await until(
      () => ingestion.get('/v1/sources', bearer(API_KEY.acme)),
      ({ json }) => {
        const [easypost] = json['sources'] as Rates[];
        return Number(easypost?.errorRate) > 0 && Number(easypost?.unmappedShare) > 0;
      },
    );
    expect(seen.json['sources']).toEqual([
      expect.objectContaining({
        source: 'easypost',
        plugin: 'easypost',
        state: 'seeing',
        lastSuccessAt: ingestion.clock.now(),
      }),
      expect.objectContaining({ source: 'warehouse', state: 'new', lastSuccessAt: null }),
      expect.objectContaining({ source: 'shop', state: 'new' }),
      expect.objectContaining({ source: 'woo', state: 'new' }),
    ]);
    expect((await ingestion.get('/v1/sources')).status).toBe(401);
    const other = await ingestion.get('/v1/sources', bearer(API_KEY.bolt));
    expect(JSON.stringify(other.json)).not.toContain('acme');
    const metrics = await (await fetch(`${ingestion.service.url}/metrics`)).text();
    expect(metrics).toMatch(/ingestion_source_seeing\{[^}]*brand="acme",source="easypost"[^}]*\} 1/);
    expect(metrics).toMatch(
      /ingestion_source_unmapped_ratio\{[^}]*brand="acme",source="easypost"[^}]*\} 0\.\d/,
    );
  });
});
