import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { readSchemaSnapshot } from './schema-snapshot.js';
import { makeTempFolder } from './temp-folder.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

const ddl = `create schema spec;
create table spec.parcel (
  id bigint generated always as identity primary key,
  brand_id text not null,
  weight_grams int check (weight_grams > 0),
  at timestamptz not null default clock_timestamp()
);
create unique index parcel_of_brand on spec.parcel (brand_id, at desc) where weight_grams is not null;`;

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  folder = await makeTempFolder('tidings-snapshot-', null);
  const prepare = async (url: string) => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query(ddl);
    await client.end();
  };
  database = await createTestDatabase({ name: 'snapshot', fingerprint: ddl, prepare });
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

describe('readSchemaSnapshot', () => {
  it('tells tables, columns, constraints and indexes', async () => {
    const file = join(folder, 'missing.txt');
    const { actual, committed } = await readSchemaSnapshot({ url: database.url, schema: 'spec', file });
    expect(committed).toContain('run once with UPDATE_SNAPSHOT=1');
    expect(actual).toBe(`parcel
  id bigint generated always as identity not null
  brand_id text not null
  weight_grams integer
  at timestamp with time zone not null default clock_timestamp()
  constraint parcel_pkey PRIMARY KEY (id)
  constraint parcel_weight_grams_check CHECK ((weight_grams > 0))
  CREATE UNIQUE INDEX parcel_of_brand ON spec.parcel USING btree (brand_id, at DESC) WHERE (weight_grams IS NOT NULL)
`);
  });

  it('writes the snapshot when it is told to', async () => {
    const file = join(folder, 'written.txt');
    process.env['UPDATE_SNAPSHOT'] = '1';
    await readSchemaSnapshot({ url: database.url, schema: 'spec', file });
    delete process.env['UPDATE_SNAPSHOT'];
    const { actual, committed } = await readSchemaSnapshot({ url: database.url, schema: 'spec', file });
    expect(committed).toBe(actual);
  });
});
