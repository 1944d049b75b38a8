import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { migratedTemplate } from '@tidings/database';
import { toMillis } from '@tidings/domain';
import { AdvanceableClock } from '@tidings/platform';
import { createTestDatabase, type TestDatabase } from '@tidings/testing';
import { sql } from 'kysely';
import { migrations } from './adapters/postgres/migrations.js';
import type { Fault } from './spec-support/fake-api.js';
import { anOrder, type FakeShopify, startFakeShopify } from './spec-support/fake-shopify.js';
import { brandsWith } from './spec-support/following-desk.js';
import { askedShop, ShopDesk } from './spec-support/shop-desk.js';

let database: TestDatabase;
let clock: AdvanceableClock;
let fake: FakeShopify;
let desks: ShopDesk[];
beforeAll(async () => {
  database = await createTestDatabase(migratedTemplate('ingestion', migrations));
});
beforeEach(async () => {
  clock = new AdvanceableClock('2026-11-22T12:00:00.000Z');
  fake = await startFakeShopify(() => toMillis(clock.now()));
  desks = [];
});
afterEach(async () => {
  const [desk] = desks;
  if (desk) await sql`truncate shop_task, source_feed, receipt, quarantine, outbox`.execute(desk.db);
  await Promise.all([...desks, fake].map((each) => each.close()));
});
afterAll(() => database.drop());

function deskOf(over: object = {}): ShopDesk {
  const desk = new ShopDesk(database.url, brandsWith({ acme: [askedShop(fake.baseUrl, over)] }), clock);
  desks.push(desk);
  return desk;
}

const asked = (what: string) => fake.served.filter((each) => each.what === what);
const holdsOf = (orders: Awaited<ReturnType<ShopDesk['told']>>) =>
  orders.map(({ order }) => order.lines[0]?.hold?.reason ?? null);

describe('what a webhook leaves out', () => {
  it('is asked for at once, and the answer is told instead: a hold does not seem released', async () => {
    const desk = deskOf();
    const order = anOrder(1, { hold: 'high_risk_of_fraud' });
    fake.orders.push(order);
    await desk.deliverOrder(order);
    expect(await desk.told()).toEqual([]);
    await desk.work();
    await desk.deliver('fulfillment_orders/hold_released', { fulfillment_order: { id: 9 } });
    await desk.deliverOrder({ ...order, updatedAt: '2026-11-22T11:30:00Z' });
    await desk.work();
    expect(holdsOf(await desk.told())).toEqual(['fraud_review']);
    order.hold = null;
    order.updatedAt = '2026-11-22T11:40:00Z';
    await desk.deliverOrder(order);
    await desk.work();
    expect(holdsOf(await desk.told())).toEqual(['fraud_review', null]);
  });

  it('is asked for once, however many webhooks came, and at the pace of the shop', async () => {
    const desk = deskOf();
    for (let id = 1; id <= 60; id++) fake.orders.push(anOrder(id));
    for (const order of fake.orders)
      for (const updatedAt of ['2026-11-22T11:00:00Z', '2026-11-22T11:00:01Z'])
        await desk.deliverOrder({ ...order, updatedAt });
    await Promise.all([desk.work(), deskOf().work()]);
    await desk.work();
    expect((await desk.told()).map(({ order }) => order.number).toSorted()).toEqual(
      fake.orders.map(({ name }) => name.slice(1)).toSorted(),
    );
    expect(fake.served).toHaveLength(120);
    const times = fake.served.map(({ atMs }) => atMs);
    const within20s = times.map((from) => times.filter((at) => at >= from && at < from + 20_000).length);
    expect(Math.max(...within20s)).toBeLessThanOrEqual(40);
  });

  it('is told by the webhook alone where the shop cannot be asked for long, and by the shop once it can', async () => {
    const desk = deskOf();
    const order = anOrder(1, { hold: 'high_risk_of_fraud' });
    fake.orders.push(order);
    fake.faults.push(...Array.from({ length: 60 }, (): Fault => '500'));
    await desk.deliverOrder(order);
    await desk.deliver('fulfillments/create', { order_id: 1, id: 5 });
    await desk.work(0.2);
    expect(await desk.told()).toEqual([]);
    await desk.work(2);
    expect(holdsOf(await desk.told())).toEqual([null]);
    fake.faults.length = 0;
    await desk.work(7, 0.25);
    expect(holdsOf(await desk.told())).toEqual([null, 'fraud_review']);
  });

  it.each<Fault>(['401', '429', '429 for long', '500', 'slow', 'truncated', 'no JSON'])(
    'is not lost by an answer of %s',
    async (fault) => {
      const desk = deskOf();
      fake.orders.push(anOrder(1));
      fake.faults.push(fault);
      await desk.deliverOrder(anOrder(1));
      await desk.work(1, 0.02);
      expect((await desk.told()).map(({ order }) => order.number)).toEqual(['1001']);
    },
  );
});

describe('orders whose webhook was lost', () => {
  it('are found within the hour, page by page, and told once', async () => {
    const desk = deskOf();
    await desk.begin();
    await desk.work();
    for (let id = 1; id <= 5; id++) fake.orders.push(anOrder(id, { updatedAt: '2026-11-22T12:20:00Z' }));
    fake.faults.push('500');
    await desk.work(3, 0.05);
    expect((await desk.told()).map(({ order }) => order.number).toSorted()).toEqual([
      '1001',
      '1002',
      '1003',
      '1004',
      '1005',
    ]);
  });
});

describe('subscriptions', () => {
  it('that the shop dropped are made again, somebody is told, and what it did not tell is looked for', async () => {
    const desk = deskOf();
    await desk.begin();
    await desk.work();
    const made = fake.subscriptions.length;
    expect(made).toBeGreaterThan(5);
    expect(new Set(fake.subscriptions.map(({ address }) => address))).toEqual(
      new Set(['https://in.example/hooks/acme/lamps']),
    );
    expect(desk.notices).toEqual([]);
    await desk.work(1.2, 0.1);
    expect(asked('POST /webhooks.json')).toHaveLength(made);

    fake.subscriptions = fake.subscriptions.filter(({ topic }) => topic !== 'orders/updated');
    fake.orders.push(anOrder(1, { updatedAt: '2026-11-22T13:00:00Z' }));
    await desk.work(1.2, 0.1);
    expect(fake.subscriptions).toHaveLength(made);
    expect(desk.notices).toEqual([{ lost: ['orders/updated'], refused: [] }]);
    expect((await desk.told()).map(({ order }) => order.number)).toEqual(['1001']);
  });

  it('that the shop refuses are told by name', async () => {
    fake.refused.add('refunds/create');
    const desk = deskOf();
    await desk.begin();
    await desk.work();
    expect(desk.notices).toEqual([{ lost: [], refused: ['refunds/create'] }]);
  });
});

describe("an order's page as its tracking address", () => {
  const PAGE = 'https://track.acme.example/t/abc';
  const parcel = (id: number) => ({
    id,
    tracking_numbers: [`1Z${id}`],
    tracking_urls: [`https://ups.example/1Z${id}`],
  });
  const writes = () => asked('POST /graphql.json').length;
  const urls = () =>
    fake.orders.flatMap(({ fulfillments }) => fulfillments.map((each) => each.tracking_urls));

  async function shipped(desk: ShopDesk, ...ids: number[]): Promise<void> {
    const order = anOrder(1, { fulfillments: ids.map(parcel) });
    fake.orders.splice(0, 1, order);
    await desk.deliverOrder({ ...order, updatedAt: `2026-11-22T11:00:${10 + ids.length}Z` });
    await desk.work();
    await desk.tellLinks();
    await desk.work(0.1, 0.02);
  }

  it('is written once there is one, once, and for each parcel that is added', async () => {
    const desk = deskOf({ trackingLinks: true });
    await shipped(desk, 11);
    expect(writes()).toBe(0);
    desk.pages.set('1001', PAGE);
    await desk.work(0.2, 0.02);
    expect(urls()).toEqual([[PAGE]]);
    await desk.tellLinks();
    await desk.work(1, 0.2);
    expect(writes()).toBe(1);
    const [written] = fake.orders[0]?.fulfillments ?? [];
    const order = anOrder(1, {
      updatedAt: '2026-11-22T12:30:00Z',
      fulfillments: [...(written ? [written] : []), parcel(12)],
    });
    fake.orders.splice(0, 1, order);
    await desk.deliverOrder(order);
    await desk.work();
    await desk.tellLinks();
    await desk.work();
    expect(urls()).toEqual([[PAGE], [PAGE]]);
    expect(writes()).toBe(2);
  });

  it("never replaces a merchant's own, and is taken back where it is switched off", async () => {
    const desk = deskOf({ trackingLinks: true });
    desk.pages.set('1001', PAGE);
    await shipped(desk, 11, 12);
    expect(urls()).toEqual([[PAGE], [PAGE]]);
    const [, second] = fake.orders[0]?.fulfillments ?? [];
    if (second) second.tracking_urls = ['https://merchant.example'];
    const off = deskOf();
    await off.begin();
    await off.work();
    expect(urls()).toEqual([['https://ups.example/1Z11'], ['https://merchant.example']]);
    const { rows } = await sql`select 1 from shop_task where kind = 'links'`.execute(off.db);
    expect(rows).toEqual([]);
  });

  it('is left alone where the brand did not ask for it', async () => {
    const desk = deskOf();
    desk.pages.set('1001', PAGE);
    await shipped(desk, 11);
    expect(writes()).toBe(0);
  });
});
