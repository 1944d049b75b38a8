import { afterAll, beforeAll } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@tidings/testing';
import type { Kysely } from 'kysely';
import { createDatabase } from '../create-database.js';

/** A database for the suite, made from a template and dropped after it. @returns how to get at it, from `beforeAll` on */
export function useDatabase(template: Parameters<typeof createTestDatabase>[0]): () => Kysely<unknown> {
  let database: TestDatabase;
  let db: Kysely<unknown>;
  beforeAll(async () => {
    database = await createTestDatabase(template);
    const log = { warn: () => undefined };
    db = createDatabase({ url: database.url, schema: 'spec', applicationName: 'spec', log });
  });
  afterAll(async () => {
    await db.destroy();
    await database.drop();
  });
  return () => db;
}
