import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createDatabase, migratedTemplate } from '@tidings/database';
import { addHours } from '@tidings/domain';
import { createLogger } from '@tidings/platform';
import { createTestDatabase, type TestDatabase } from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import type { DepartureRequest } from '../../ports/departures.js';
import { DepartureRepository } from './departure.repository.js';
import { migrations } from './migrations.js';

const NOW = '2026-11-20T21:00:00.000Z';
const asked: DepartureRequest = {
  brandId: 'northwind',
  kind: 'exception',
  count: 1,
  settings: { hourlyFloor: 50, timesUsual: 5, shareOfLive: 0.1 },
  asOf: NOW,
};

let database: TestDatabase;
let db: Kysely<unknown>;
let departures: DepartureRepository;

beforeAll(async () => {
  database = await createTestDatabase(migratedTemplate('notifier', migrations));
  const log = createLogger({ service: 'spec', level: 'silent' });
  db = createDatabase({ url: database.url, schema: 'notifier', applicationName: 'spec', log });
  departures = new DepartureRepository(db);
});
beforeEach(() => sql`truncate departure, contact`.execute(db));
afterAll(async () => {
  await db.destroy();
  await database.drop();
});

/** So many an hour, every hour, from so long ago until an hour ago. */
async function leftBefore(kind: string, perHour: number, hours: number): Promise<void> {
  await sql`
    insert into departure select 'northwind', ${kind}, bucket, ${perHour}::integer
    from generate_series(${addHours(NOW, -hours)}::timestamptz, ${addHours(NOW, -1)}::timestamptz, '1 hour') as bucket`.execute(
    db,
  );
}

async function liveOrders(count: number): Promise<void> {
  await sql`
    insert into contact (brand_id, order_number, updated_at)
    select 'northwind', number::text, ${addHours(NOW, -48)} from generate_series(1, ${count}) as number`.execute(
    db,
  );
}

describe('what may leave in an hour', () => {
  it('is the floor where there is no history, however many ask at once', async () => {
    const asks = Array.from({ length: 30 }, () => departures.grant({ ...asked, count: 7 }));
    const granted = (await Promise.all(asks)).map((departure) => departure.granted);
    expect(granted.reduce((sum, one) => sum + one, 0)).toBe(50);
    const { granted: more, breaker } = await departures.grant(asked);
    expect({ more, breaker }).toEqual({
      more: 0,
      breaker: { state: 'open', because: 'no_history', limit: 50 },
    });
  });

  it('is counted for each brand and kind alone', async () => {
    await departures.grant({ ...asked, count: 50 });
    expect(await departures.grant({ ...asked, brandId: 'lumen' })).toMatchObject({ granted: 1 });
    expect(await departures.grant({ ...asked, kind: 'delivered' })).toMatchObject({ granted: 1 });
  });

  it('is free again when the hour has passed, and not a minute before', async () => {
    await departures.grant({ ...asked, count: 50 });
    expect(await departures.grant({ ...asked, asOf: '2026-11-20T21:59:00.000Z' })).toMatchObject({
      granted: 0,
    });
    expect(await departures.grant({ ...asked, asOf: '2026-11-20T22:05:00.000Z' })).toMatchObject({
      granted: 1,
    });
  });

  it('is five times the usual once there is a usual', async () => {
    await leftBefore('exception', 40, 72);
    await liveOrders(10_000);
    const { granted, breaker } = await departures.grant({ ...asked, count: 5_000 });
    expect(granted).toBeGreaterThanOrEqual(195);
    expect(granted).toBeLessThanOrEqual(210);
    expect(breaker).toMatchObject({ state: 'open', because: 'times_usual' });
  });

  it('is no more than a share of the live orders, however usual it is', async () => {
    await leftBefore('exception', 400, 72);
    await liveOrders(1_000);
    const { granted, breaker } = await departures.grant({ ...asked, count: 5_000 });
    expect(granted).toBe(100);
    expect(breaker).toMatchObject({ state: 'open', because: 'share_of_live' });
  });

  it('is the floor for a kind that is new in a brand with a history', async () => {
    await leftBefore('delivered', 400, 72);
    await liveOrders(10_000);
    expect(await departures.grant({ ...asked, count: 2_000 })).toMatchObject({
      granted: 50,
      breaker: { because: 'times_usual' },
    });
  });

  it('has no limit where a person lifted it', async () => {
    const settings = { ...asked.settings, hourlyFloor: Infinity };
    expect(await departures.grant({ ...asked, count: 5_000, settings })).toMatchObject({ granted: 5_000 });
  });
});
