import type { Kysely } from 'kysely';
import { createDatabase } from './create-database.js';

/** A suite's own database, open. */
export interface SuiteDatabase<Schema = unknown> {
  readonly db: Kysely<Schema>;
  /** Closes and drops it. */
  close(): Promise<void>;
}

/**
 * For specs: opens what `createTestDatabase` of @tidings/testing made, as the service of that schema does, but over one
 * connection, which then has prepared all that was asked (`explainPrepared`).
 */
export function openSuiteDatabase<Schema = unknown>(
  database: { readonly url: string; drop(): Promise<void> },
  schema: string,
): SuiteDatabase<Schema> {
  const db = createDatabase<Schema>({
    url: database.url,
    schema,
    applicationName: 'spec',
    poolSize: 1,
    log: { warn: () => undefined },
  });
  return {
    db,
    async close() {
      await db.destroy();
      await database.drop();
    },
  };
}
