import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { migratedTemplate } from '@tidings/database';
import { createTestDatabase, readSchemaSnapshot, type TestDatabase } from '@tidings/testing';
import { migrations } from './migrations.js';

let database: TestDatabase;

beforeAll(async () => {
  database = await createTestDatabase(migratedTemplate('deflection', migrations));
});
afterAll(() => database.drop());

it('makes the schema that was reviewed (UPDATE_SNAPSHOT=1 rewrites it)', async () => {
  const file = new URL('schema.snapshot.txt', import.meta.url).pathname;
  const { actual, committed } = await readSchemaSnapshot({ url: database.url, schema: 'deflection', file });
  expect(actual).toBe(committed);
});
