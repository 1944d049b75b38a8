import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type RunningNats, startNats, type TestDatabase } from '@tidings/testing';
import { sql } from 'kysely';
import { API_KEY } from './spec-support/brands.js';
import { orderBody } from './spec-support/deliveries.js';
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

describe('a person who asks to be forgotten', () => {
  it('leaves no receipt of the orders, and everybody else is told; the other brand keeps its own', async () => {
    for (const key of [API_KEY.acme, API_KEY.bolt])
      await ingestion.post('/v1/orders', orderBody('FORGET-1'), bearer(key));
    await ingestion.post('/v1/orders', orderBody('KEEP-1'), bearer(API_KEY.acme));
    const holding = async () => {
      const { rows } = await sql<{ brand: string }>`
        select brand_id as brand from receipt
        where position('FORGET-1' in convert_from(body, 'UTF8')) > 0`.execute(ingestion.db);
      return rows.map(({ brand }) => brand).toSorted();
    };
    expect(await holding()).toEqual(['acme', 'bolt']);
    const body = JSON.stringify({ orderNumbers: ['FORGET-1'] });
    const posted = await ingestion.post('/v1/privacy/erasures', body, bearer(API_KEY.acme));
    expect([posted.status, posted.json['receipts']]).toEqual([202, 1]);
    expect(await holding()).toEqual(['bolt']);
    const [event] = await until(
      () => ingestion.published('PRIVACY'),
      (found) => found.length > 0,
    );
    expect(event).toMatchObject({
      brandId: 'acme',
      data: { erasureId: posted.json['erasureId'], orderNumbers: ['FORGET-1'] },
    });
  });

  it('is named by order numbers, with the key, or nothing happens', async () => {
    const post = (body: unknown, headers: Record<string, string>) =>
      ingestion.post('/v1/privacy/erasures', JSON.stringify(body), headers);
    expect((await post({ orderNumbers: ['O-1'] }, {})).status).toBe(401);
    const refused = await post({ orderNumbers: [] }, bearer(API_KEY.acme));
    expect(refused.status).toBe(400);
    expect(refused.json).toMatchObject({ error: { message: expect.stringMatching(/^orderNumbers/) } });
  });
});
