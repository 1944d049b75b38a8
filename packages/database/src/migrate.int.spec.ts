import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@tidings/testing';
import pg from 'pg';
import { createDatabase } from './create-database.js';
import { migrate, type Migration } from './migrate.js';
import { schemaLag, schemaVersion } from './schema-version.js';

const first: Migration = {
  name: '0001_parcels',
  up: 'create table parcel (id text primary key); insert into parcel values ($$a$$)',
};
const second: Migration = { name: '0002_weights', up: 'alter table parcel add column weight_grams bigint' };

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

async function countParcels(schema: string): Promise<number> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  const { rowCount } = await client.query(`select from ${schema}.parcel`);
  await client.end();
  return rowCount ?? 0;
}

describe('migrate', () => {
  it('applies each step once, also when four processes start at the same time', async () => {
    const options = { url: database.url, schema: 'race', migrations: [first, second] };
    const reports = await Promise.all([1, 2, 3, 4].map(() => migrate(options)));
    expect(reports.flatMap(({ applied }) => applied).toSorted()).toEqual(['0001_parcels', '0002_weights']);
    expect(await countParcels('race')).toBe(1);
  });

  it('adds what is missing and tells the version', async () => {
    const options = { url: database.url, schema: 'grown' };
    const db = createDatabase({ ...options, applicationName: 'spec', log: { warn: () => undefined } });
    await expect(schemaVersion(db)).resolves.toBeNull();
    await migrate({ ...options, migrations: [first] });
    expect(await schemaLag(db, [first, second])).toContain('at 0001_parcels, this build needs 0002_weights');
    expect(await migrate({ ...options, migrations: [first, second] })).toEqual({
      applied: ['0002_weights'],
      version: '0002_weights',
    });
    expect(await schemaVersion(db)).toBe('0002_weights');
    expect(await schemaLag(db, [first])).toBeNull();
    await db.destroy();
  });

  it('refuses an applied step that was edited or has gone', async () => {
    const options = { url: database.url, schema: 'edited' };
    await migrate({ ...options, migrations: [first] });
    const edited = { ...first, up: `${first.up};` };
    await expect(migrate({ ...options, migrations: [edited] })).rejects.toThrow(
      '0001_parcels was edited after it was applied',
    );
    await expect(migrate({ ...options, migrations: [] })).rejects.toThrow('this build has none there');
  });

  it('leaves no trace of a step that fails', async () => {
    const options = { url: database.url, schema: 'failing' };
    const broken = { name: '0002_broken', up: 'insert into parcel values ($$b$$); select 1 / 0' };
    await expect(migrate({ ...options, migrations: [first, broken] })).rejects.toThrow(
      '0002_broken failed: division by zero',
    );
    expect(await countParcels('failing')).toBe(1);
    expect((await migrate({ ...options, migrations: [first, second] })).applied).toEqual(['0002_weights']);
  });

  it.each([
    [[{ ...first, name: 'parcels' }], 'not named NNNN_words'],
    [[second, first], 'does not come after'],
  ])('refuses a list out of order', async (migrations, message) => {
    await expect(migrate({ url: database.url, schema: 'unordered', migrations })).rejects.toThrow(message);
  });
});
