import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { findStorefrontPlugin } from '@tidings/storefronts';
import { sql } from 'kysely';
import { createTestDatabase, type RunningNats, startNats, type TestDatabase } from '@tidings/testing';
import { API_KEY } from './spec-support/brands.js';
import {
  anOrder,
  type FakeOrder,
  type FakeShopify,
  orderJson,
  startFakeShopify,
} from './spec-support/fake-shopify.js';
import { brandsWith } from './spec-support/following-desk.js';
import { type Posted, type RunningIngestion, startIngestion } from './spec-support/running-ingestion.js';
import { askedShop } from './spec-support/shop-desk.js';
import { until } from './spec-support/until.js';

let database: TestDatabase;
let nats: RunningNats;
let fake: FakeShopify;
let ingestion: RunningIngestion;

beforeAll(async () => {
  [database, nats, fake] = await Promise.all([createTestDatabase(), startNats(), startFakeShopify(Date.now)]);
  const servers = { databaseUrl: database.url, natsUrl: nats.url };
  const brands = brandsWith({ acme: [askedShop(fake.baseUrl, { trackingLinks: true })] });
  ingestion = await startIngestion(servers, { publicUrl: 'https://in.example/' }, brands);
});
afterAll(async () => {
  await ingestion.close();
  await Promise.all([fake.close(), nats.stop(), database.drop()]);
});

/** The order is in the shop, and its webhook is delivered. */
function tell(order: FakeOrder): Promise<Posted> {
  fake.orders.push(order);
  const body = JSON.stringify(orderJson(order));
  const signed = findStorefrontPlugin('shopify')?.webhook?.sign(
    Buffer.from(body),
    'shop-secret',
    ingestion.clock.now(),
  );
  const headers = { ...signed, 'x-shopify-topic': 'orders/updated', 'content-type': 'application/json' };
  return ingestion.post('/hooks/acme/lamps', body, headers);
}

it('asks the shop for what a signed webhook leaves out, subscribes, and tells its own brand alone how that goes', async () => {
  const received = await tell(anOrder(7, { hold: 'high_risk_of_fraud' }));
  expect([received.status, received.json['state']]).toEqual([202, 'incomplete']);
  const held = await until(
    async () => {
      // The service's clock stands still in specs; its turn at the shop comes by that clock.
      ingestion.clock.advanceHours(1 / 3_600);
      return ingestion.published('COMMERCE');
    },
    (events) => events.length > 0,
  );
  expect(held.map(({ brandId, data }) => [brandId, data['source']])).toEqual([['acme', 'lamps']]);
  expect(JSON.stringify(held[0]?.data)).toContain('fraud_review');
  await until(
    () => {
      ingestion.clock.advanceHours(1 / 3_600);
      return fake.subscriptions.map(({ address }) => address);
    },
    (addresses) => addresses.length >= 10,
  );
  expect(new Set(fake.subscriptions.map(({ address }) => address))).toEqual(
    new Set(['https://in.example/hooks/acme/lamps']),
  );
  const asked = async (key: string) =>
    (await ingestion.get('/v1/sources', { authorization: `Bearer ${key}` })).text;
  await until(
    () => asked(API_KEY.acme),
    (text) => text.includes('"circuit":"closed"'),
  );
  expect(await asked(API_KEY.bolt)).not.toMatch(/lamps|"circuit"/);
}, 60_000);

it('has an order lead to its page once it has a parcel, though there is no carrier to be asked', async () => {
  await tell(
    anOrder(8, { fulfillments: [{ id: 71, tracking_numbers: ['1Z999AA10123456784'], tracking_urls: [] }] }),
  );
  const planned = () =>
    sql<{ subject: string }>`select subject from shop_task where kind = 'links'`.execute(ingestion.db);
  const { rows } = await until(
    () => {
      ingestion.clock.advanceHours(1 / 3_600);
      return planned();
    },
    ({ rows: found }) => found.length > 0,
  );
  expect(rows).toEqual([{ subject: '1008' }]);
}, 60_000);
