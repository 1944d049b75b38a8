import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { explainPrepared, migratedTemplate, openSuiteDatabase, type SuiteDatabase } from '@tidings/database';
import { createTestDatabase } from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import { migrations } from './migrations.js';
import { ShopTaskRepository } from './shop-task.repository.js';
import { TrackingRepository } from './tracking.repository.js';

const NOW = '2026-11-22T12:00:00.000Z';
const window = { asOf: NOW, untilAt: '2026-11-22T12:01:00.000Z', limit: 100 };
const shop = { brandId: 'acme', source: 'shopify' };
const carrier = { brandId: 'acme', source: 'easypost' };

let suite: SuiteDatabase;
let db: Kysely<unknown>;

beforeAll(async () => {
  suite = openSuiteDatabase(await createTestDatabase(migratedTemplate('ingestion', migrations)), 'ingestion');
  ({ db } = suite);
  await fill(1);
  const tasks = new ShopTaskRepository(db);
  const task = { ...shop, kind: 'links', subject: 's1', detail: { numbers: [] }, askedAt: NOW } as const;
  await tasks.planLinks([task], NOW);
  await tasks.claim(shop, window);
  await tasks.settle({ ...task, failures: 0, claim: 1 }, { dueAt: null, detail: {} }, { failures: 0 });
  await tasks.receipt('00000000-0000-7000-8000-000000000000');
  const trackings = new TrackingRepository(db);
  await trackings.find([{ brandId: 'acme', number: 'n1' }]);
  await trackings.claim(carrier, window, (claimed, feed) => ({ claimed, feed }));
  await trackings.settle([{ brandId: 'acme', number: 'n1', claim: 1, change: {}, events: [] }]);
});
afterAll(() => suite.close());

async function fill(count: number): Promise<void> {
  const rows = sql`from generate_series(1, ${count}::integer) as i`;
  await sql`
    insert into tracking (brand_id, number, carrier, state, source, route, bound_at, failures, due_at, claim)
    select 'acme', 'n' || i, 'ups', 'followed', 'easypost', 0, ${NOW}, 0, ${NOW}, 0 ${rows}`.execute(db);
  await sql`
    insert into shop_task (brand_id, source, kind, subject, asked_at)
    select 'acme', 'shopify', 'links', 's' || i, ${NOW} ${rows}`.execute(db);
}

it.each([0, 50, 5_000])(
  'nothing reads a whole shop for what is due among %i, counted or not',
  async (count) => {
    await sql`truncate tracking, shop_task, source_feed, receipt`.execute(db);
    await fill(count);
    const byKey = [
      'receipt_pkey (id)',
      'shop_task_due (brand_id, source, due_at)',
      'shop_task_pkey (subject, kind, source, brand_id)',
      'source_feed_pkey (brand_id, source)',
      'tracking_due (brand_id, source, due_at)',
      'tracking_pkey (brand_id, number)',
    ];
    expect(await explainPrepared(db)).toEqual(byKey);
    if (count > 0) await sql`analyze tracking, shop_task`.execute(db);
    expect(await explainPrepared(db)).toEqual(byKey);
  },
);
