import { migrate, openSuiteDatabase, type SuiteDatabase } from '@tidings/database';
import { createTestDatabase } from '@tidings/testing';
import { migrations } from '../adapters/postgres/migrations.js';
import { type EngineSchema, SCHEMA } from '../adapters/postgres/schema.js';

export interface EarlierDatabase extends SuiteDatabase<EngineSchema> {
  /** Makes it today's. */
  migrate(): Promise<unknown>;
}

/** For specs of a migration: the engine's database as it was before it. */
export async function openBefore(migration: string): Promise<EarlierDatabase> {
  const database = await createTestDatabase();
  const { url } = database;
  const before = migrations.findIndex(({ name }) => name === migration);
  await migrate({ url, schema: SCHEMA, migrations: migrations.slice(0, before) });
  const suite = openSuiteDatabase<EngineSchema>(database, SCHEMA);
  return { ...suite, migrate: () => migrate({ url, schema: SCHEMA, migrations }) };
}
