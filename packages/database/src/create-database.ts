import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { prepareStatements } from './prepare-statements.js';
import { wireTypes } from './wire-types.js';

export interface DatabaseOptions {
  readonly url: string;
  /** The service's own Postgres schema: the search path, and all that it may see. */
  readonly schema: string;
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string;
  readonly poolSize?: number;
  /** How long one statement may take, and how long a transaction may sit idle; 0 sets no limit. */
  readonly statementTimeoutMs?: number;
  /** How long a caller waits for a connection. */
  readonly connectTimeoutMs?: number;
  readonly log: ConnectionLog;
}

/** Told when a connection breaks. The pool replaces it by itself; work that was under way on it fails. */
export interface ConnectionLog {
  warn(fields: { readonly err: Error }, message: string): void;
}

/** Unquoted identifiers only, so that the name means the same in SQL, in settings and in a dump. */
export function assertSchemaName(schema: string): void {
  if (!/^[a-z][a-z0-9_]*$/.test(schema))
    throw new Error(`'${schema}' is not a schema name ([a-z][a-z0-9_]*)`);
}

/**
 * A service reads and writes by key. Its tables grow from nothing faster than statistics are gathered, and a plan that was
 * prepared while a table was empty must not read all of it later; so whatever can be read by an index is. That keeps nobody from
 * an index that leads with the brand, which all rows of a shop share: where a table has several, a key leads with what tells rows
 * apart, and a spec holds it (`explainPrepared`).
 */
const planner = [
  ...['enable_seqscan', 'enable_hashjoin', 'enable_mergejoin', 'jit'].map((setting) => `${setting}=off`),
  // So there is one plan for whatever is asked: made once, and not again with every call where arrays look short.
  'plan_cache_mode=force_generic_plan',
]
  .map((setting) => `-c ${setting}`)
  .join(' ');

/** A service's door to its own schema. `destroy()` closes the pool. */
export function createDatabase<Schema>(options: DatabaseOptions): Kysely<Schema> {
  const { url, schema, applicationName, log } = options;
  const { poolSize = 4, statementTimeoutMs = 15_000, connectTimeoutMs = 5_000 } = options;
  assertSchemaName(schema);
  const pool = new pg.Pool({
    connectionString: url,
    max: poolSize,
    application_name: applicationName,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: statementTimeoutMs,
    connectionTimeoutMillis: connectTimeoutMs,
    keepAlive: true,
    options: `-c search_path=${schema} -c timezone=UTC ${planner}`,
    types: wireTypes,
    // Statements of one flight do not wait for each other; see `inOneFlight`.
    pipeline: true,
  });
  // Both are needed, or a lost connection ends the process: the pool listens only to idle connections, and hands that on.
  pool.on('connect', (client) => {
    client.on('error', (err) => log.warn({ err }, 'a database connection was lost'));
    prepareStatements(client);
  });
  pool.on('error', () => undefined);
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}
