import { type Kysely, sql } from 'kysely';
import { latestVersion, type Migration } from './migrate.js';

/** The name of the last applied migration; null when none was. One cheap statement, fit for a readiness check. */
export async function schemaVersion<Schema>(db: Kysely<Schema>): Promise<string | null> {
  const { rows } = await sql<{
    history: string | null;
  }>`select to_regclass('schema_migration')::text as history`.execute(db);
  if (rows[0]?.history == null) return null;
  const last = await sql<{ name: string | null }>`select max(name) as name from schema_migration`.execute(db);
  return last.rows[0]?.name ?? null;
}

/**
 * Null when the schema has all that this build needs; else what is missing, in words. A schema that is ahead is fine:
 * it is what a replica of the old build sees during a rollout.
 */
export async function schemaLag<Schema>(
  db: Kysely<Schema>,
  migrations: readonly Migration[],
): Promise<string | null> {
  const needed = latestVersion(migrations);
  const version = await schemaVersion(db);
  if (needed === null || (version !== null && version >= needed)) return null;
  return `the schema is at ${version ?? 'nothing'}, this build needs ${needed}: run the migrate command`;
}
