import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  explainPrepared,
  migrate,
  migratedTemplate,
  openSuiteDatabase,
  type SuiteDatabase,
} from '@tidings/database';
import { orderNumberKey } from '@tidings/domain';
import {
  buildOrderSnapshot,
  buildParcelSnapshot,
  createTestDatabase,
  startPostgres,
  timelineEntry,
} from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import type { ToldSnapshot } from '../../ports/snapshot-store.js';
import { migrations } from './migrations.js';
import { SnapshotRepository } from './snapshot.repository.js';

let suite: SuiteDatabase;
let db: Kysely<unknown>;
let snapshots: SnapshotRepository;

beforeAll(async () => {
  suite = openSuiteDatabase(await createTestDatabase(migratedTemplate('answers', migrations)), 'answers');
  ({ db } = suite);
  snapshots = new SnapshotRepository(db);
});
beforeEach(() => sql`truncate snapshot`.execute(db));
afterAll(() => suite.close());

/** An order after so many reports of its parcel. */
function told(orderId: string, reports: number): ToldSnapshot {
  const timeline = Array.from({ length: reports }, (_, n) =>
    timelineEntry(`2026-11-${10 + n}T0${n % 10}:17:00`, `SCAN ${n} OF ${orderId}`, {
      place: { city: `TOWN ${n}` },
    }),
  );
  const parcels = [buildParcelSnapshot({ timeline })];
  const snapshot = buildOrderSnapshot({
    orderId,
    orderNumber: `N-${orderId}`,
    version: reports + 1,
    parcels,
  });
  return { ...snapshot, token: `token-${orderId}`, document: JSON.stringify(snapshot) };
}

describe('the newest snapshot of every order', () => {
  it('is found by id, number and token, and is not taken back by an older one', async () => {
    const newest = told('order-1', 3);
    await snapshots.keepNewer([newest, told('order-2', 1)]);
    await snapshots.keepNewer([told('order-1', 2)]);
    const keys = [
      { orderId: 'order-1' },
      { orderNumber: orderNumberKey('N-order-1') },
      { token: 'token-order-1' },
    ];
    for (const key of keys) expect(JSON.stringify(await snapshots.find('acme', key))).toBe(newest.document);
    expect(await snapshots.find('lumen', { orderId: 'order-1' })).toBeNull();
  });

  it.each([0, 50, 5_000])(
    'is found without reading all of its brand among %i, counted or not',
    async (count) => {
      await sql`
      insert into snapshot select 'acme', 'o' || i, 1, 'n' || i, 't' || i, now(), '{}'
      from generate_series(1, ${count}::integer) as i`.execute(db);
      for (const key of [{ orderId: 'a' }, { orderNumber: 'b' }, { token: 'c' }])
        await snapshots.find('acme', key);
      const byKey = [
        'snapshot_order_number (order_number)',
        'snapshot_pkey (order_id, brand_id)',
        'snapshot_token (token)',
      ];
      expect(await explainPrepared(db)).toEqual(byKey);
      if (count > 0) await sql`analyze snapshot`.execute(db);
      expect(await explainPrepared(db)).toEqual(byKey);
    },
  );
});

/** On a server of its own: a transaction anywhere on a server, of another suite too, keeps old versions of rows in their pages. */
describe('a snapshot whose history grows', () => {
  const orderIds = Array.from({ length: 60 }, (_, n) => `order-${n}`);
  let alone: SuiteDatabase;
  beforeAll(async () => {
    const server = await startPostgres();
    await migrate({ url: server.url, schema: 'answers', migrations });
    alone = openSuiteDatabase({ url: server.url, drop: () => server.stop() }, 'answers');
  });
  afterAll(() => alone.close());

  async function pages(): Promise<ReadonlyMap<string, number>> {
    const { rows } = await sql<{ id: string; page: number }>`
      select order_id as id, (ctid::text::point)[0]::int as page from snapshot`.execute(alone.db);
    return new Map(rows.map(({ id, page }) => [id, page]));
  }

  it('stays in its page, so that no index is written', async () => {
    const kept = new SnapshotRepository(alone.db);
    let moved = 0;
    await kept.keepNewer(orderIds.map((orderId) => told(orderId, 0)));
    for (let reports = 1; reports <= 14; reports++) {
      const before = await pages();
      for (let n = 0; n < orderIds.length; n += 10)
        await kept.keepNewer(orderIds.slice(n, n + 10).map((orderId) => told(orderId, reports)));
      for (const [id, page] of await pages()) moved += page === before.get(id) ? 0 : 1;
    }
    expect(moved / (14 * orderIds.length)).toBeLessThan(0.15);
  });
});
