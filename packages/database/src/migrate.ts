import { createHash } from 'node:crypto';
import { types } from 'node:util';
import pg from 'pg';
import { assertSchemaName } from './create-database.js';
import { isTransient } from './is-transient.js';

/** One step of a schema. Once released it is never edited: a mistake is mended by the next step. */
export interface Migration {
  /** `0001_receipts`: four digits, then words; the order is that of the names. */
  readonly name: string;
  /** SQL text; unqualified names fall into the service's schema. */
  readonly up: string;
}

export interface MigrateOptions {
  readonly url: string;
  readonly schema: string;
  readonly migrations: readonly Migration[];
}

export interface MigrationReport {
  /** What this call applied; empty when the schema was up to date. */
  readonly applied: readonly string[];
  readonly version: string | null;
}

/** The schema that a build of the code needs: the name of the last migration it knows. */
export function latestVersion(migrations: readonly Migration[]): string | null {
  return migrations.at(-1)?.name ?? null;
}

/**
 * Brings a service's schema up to date. Safe to call from several processes at once (advisory lock), and repeatedly.
 * @throws when an applied migration was edited, renamed or removed, and when a step fails (that step leaves no trace)
 */
export async function migrate({ url, schema, migrations }: MigrateOptions): Promise<MigrationReport> {
  assertSchemaName(schema);
  assertOrdered(migrations);
  const client = new pg.Client({
    connectionString: url,
    application_name: `migrate ${schema}`,
    options: `-c search_path=${schema} -c timezone=UTC`,
  });
  // A connection lost in between fails the statement that runs; the event must only not end the process.
  client.on('error', () => undefined);
  await client.connect();
  try {
    // Held by the session, so that it ends with the connection, however that ends.
    await client.query(`select pg_advisory_lock(hashtext('tidings migrations'), hashtext($1))`, [schema]);
    await client.query(`create schema if not exists ${schema}`);
    await client.query(createHistory);
    const applied = await applyMissing(client, migrations);
    return { applied, version: latestVersion(migrations) };
  } finally {
    await client.end();
  }
}

const createHistory = `create table if not exists schema_migration (
  name text primary key,
  checksum text not null,
  applied_at timestamptz not null default clock_timestamp()
)`;

async function applyMissing(client: pg.Client, migrations: readonly Migration[]): Promise<string[]> {
  const { rows } = await client.query<{ name: string; checksum: string }>(
    'select name, checksum from schema_migration order by name',
  );
  rows.forEach((row, index) => assertUnchanged(row, migrations[index]));
  const missing = migrations.slice(rows.length);
  for (const migration of missing) await apply(client, migration);
  return missing.map(({ name }) => name);
}

function assertUnchanged(row: { name: string; checksum: string }, known: Migration | undefined): void {
  if (known?.name !== row.name) {
    throw new Error(
      `migration ${row.name} was applied to this database, but this build has ${known?.name ?? 'none'} there`,
    );
  }
  if (checksum(known) !== row.checksum) {
    throw new Error(`migration ${row.name} was edited after it was applied; add a new one instead`);
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.up);
    const history = 'insert into schema_migration (name, checksum) values ($1, $2)';
    await client.query(history, [migration.name, checksum(migration)]);
    await client.query('commit');
  } catch (cause) {
    // The session ends with this error, and its transaction with it.
    const reason = types.isNativeError(cause) ? cause.message : String(cause);
    throw new Error(
      `migration ${migration.name} failed${isTransient(cause) ? ' and may be repeated' : ''}: ${reason}`,
      {
        cause,
      },
    );
  }
}

function checksum({ up }: Migration): string {
  return createHash('sha256').update(up).digest('hex');
}

function assertOrdered(migrations: readonly Migration[]): void {
  migrations.forEach(({ name }, index) => {
    if (!/^\d{4}_[a-z0-9_]+$/.test(name)) throw new Error(`migration '${name}' is not named NNNN_words`);
    const before = migrations[index - 1];
    if (before !== undefined && before.name.slice(0, 4) >= name.slice(0, 4)) {
      throw new Error(`migration ${name} does not come after ${before.name}`);
    }
  });
}
