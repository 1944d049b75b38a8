import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ingestionUnmappedList } from '@tidings/contracts';
import { createRpcClient } from '@tidings/messaging';
import { createTestDatabase, type RunningNats, startNats, type TestDatabase } from '@tidings/testing';
import { API_KEY, SECRET } from './spec-support/brands.js';
import { easypostBody, easypostSignature, eventsBody, orderBody } from './spec-support/deliveries.js';
import { type RunningIngestion, startIngestion } from './spec-support/running-ingestion.js';
import { until } from './spec-support/until.js';

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

/** A route's answer in lines of JSON. */
async function answersOf(path: string, body: string, headers: Record<string, string>): Promise<unknown[]> {
  const response = await fetch(ingestion.service.url + path, { method: 'POST', headers, body });
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/x-ndjson']);
  return (await response.text())
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line));
}

describe('a batch of a brand', () => {
  it('takes the good lines and names the field of the others', async () => {
    const body = [
      eventsBody('B-1'),
      '{"orderNumber": "B-2", "events": []}',
      'no JSON',
      eventsBody('B-1'),
    ].join('\n');
    const answers = await answersOf('/v1/events:batch', body, bearer(API_KEY.acme));
    expect(answers.at(-1)).toEqual({ done: { lines: 4, kept: 1, duplicates: 1, refused: 2 } });
    expect(answers).toContainEqual({
      line: 2,
      error: expect.objectContaining({ code: 'invalid', field: 'events' }),
    });
    expect(answers).toContainEqual({ line: 3, error: expect.objectContaining({ code: 'invalid' }) });
  });

  it('of orders goes out as history where it is one, for this brand only', async () => {
    const body = [orderBody('B-10'), orderBody('B-11')].join('\n');
    await answersOf('/v1/orders:batch?history=true', body, bearer(API_KEY.bolt));
    const told = await until(
      async () => (await ingestion.published('COMMERCE')).filter(({ brandId }) => brandId === 'bolt'),
      (found) => found.length >= 2,
    );
    expect(told.map(({ data }) => data['isHistory'])).toEqual([true, true]);
    expect((await ingestion.published('COMMERCE')).filter(({ brandId }) => brandId === 'acme')).toEqual([]);
  });

  it('needs the key', async () => {
    const posted = await ingestion.post('/v1/events:batch', eventsBody('B-1'), bearer('guess'));
    expect(posted.status).toBe(401);
  });
});

describe('what people say', () => {
  const statement = {
    author: 'Ada',
    reason: 'the customer rang',
    parcel: { carrier: 'UPS', trackingNumber: '1Z-SAID' },
    says: 'lost',
  };

  it('goes out under a source of its own, with who said it and why', async () => {
    const posted = await ingestion.post('/v1/statements', JSON.stringify(statement), bearer(API_KEY.acme));
    expect([posted.status, posted.json['state']]).toEqual([202, 'recorded']);
    const [told] = await until(
      async () =>
        (await ingestion.published('TRACKING')).filter(
          ({ data }) => data['receiptId'] === posted.json['receiptId'],
        ),
      (found) => found.length > 0,
    );
    expect(told).toMatchObject({
      brandId: 'acme',
      data: {
        source: 'people',
        events: [{ milestone: 'lost', statedBy: { author: 'Ada', reason: 'the customer rang' } }],
      },
    });
  });

  it('is refused with the field named, and without a key', async () => {
    const { author: _, ...anonymous } = statement;
    const posted = await ingestion.post('/v1/statements', JSON.stringify(anonymous), bearer(API_KEY.acme));
    expect([posted.status, posted.text]).toEqual([400, expect.stringContaining('author')]);
    expect((await ingestion.post('/v1/statements', JSON.stringify(statement))).status).toBe(401);
  });
});

describe('codes without a row', () => {
  it('are listed by brand, with how often, an example and what they may mean', async () => {
    for (const trackingNumber of ['1Z-U1', '1Z-U2']) {
      const body = easypostBody({
        trackingNumber,
        rows: [
          { status: 'teleported', detail: 'departed_facility', message: 'BEAMED UP' },
          { status: 'teleported', detail: 'departed_facility', message: 'BEAMED DOWN' },
        ],
      });
      await ingestion.post('/hooks/acme/easypost', body, easypostSignature(body, SECRET.acme));
    }
    const rpc = createRpcClient({ servers: nats.url, name: 'spec' });
    const { codes } = await rpc.call(ingestionUnmappedList, { brandId: 'acme', limit: 10 });
    const others = await rpc.call(ingestionUnmappedList, { brandId: 'bolt', limit: 10 });
    await rpc.close();
    expect(codes).toEqual([
      {
        brandId: 'acme',
        source: 'easypost',
        code: 'teleported/departed_facility',
        text: expect.stringMatching(/^BEAMED (UP|DOWN)$/),
        events: 4,
        deliveries: 2,
        firstAt: ingestion.clock.now(),
        lastAt: ingestion.clock.now(),
        receiptIds: [expect.any(String), expect.any(String)],
        suggestion: expect.stringContaining('in_transit'),
      },
    ]);
    expect(others.codes).toEqual([]);
  });
});
