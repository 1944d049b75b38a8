import { createHash, randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';

/** How an empty database becomes one that a suite can start from. */
export interface DatabaseTemplate {
  /** Short and lower-case, e.g. `ingestion`. */
  readonly name: string;
  /** Changes with what `prepare` makes, so that a server that outlives a test run gives no stale copy. */
  readonly fingerprint: string;
  prepare(url: string): Promise<void>;
}

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/**
 * A database of its own for one suite: empty, or a copy of a template that is prepared once per server.
 * The server is the one that `DATABASE_URL` names; jest's global setup starts it.
 */
export async function createTestDatabase(template?: DatabaseTemplate): Promise<TestDatabase> {
  const serverUrl = process.env['DATABASE_URL'];
  if (serverUrl === undefined || serverUrl === '') {
    throw new Error(
      'DATABASE_URL is not set; run the suite through the root jest config, whose global setup starts Postgres',
    );
  }
  const name = `test_${randomBytes(8).toString('hex')}`;
  await withClient(serverUrl, async (client) => {
    const from = template === undefined ? 'template0' : await ensureTemplate(client, serverUrl, template);
    await createFrom(client, name, from);
  });
  return {
    url: inDatabase(serverUrl, name),
    drop: () =>
      withClient(serverUrl, async (client) => {
        await client.query(`drop database if exists "${name}" with (force)`);
      }),
  };
}

async function ensureTemplate(
  client: pg.Client,
  serverUrl: string,
  template: DatabaseTemplate,
): Promise<string> {
  const digest = createHash('sha256').update(template.fingerprint).digest('hex').slice(0, 12);
  const name = `template_${template.name}_${digest}`;
  await client.query('select pg_advisory_lock(hashtext($1))', [name]);
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0)
      await buildTemplate(client, serverUrl, { name, prepare: (url) => template.prepare(url) });
  } finally {
    await client.query('select pg_advisory_unlock(hashtext($1))', [name]);
  }
  return name;
}

interface TemplateBuild {
  readonly name: string;
  prepare(url: string): Promise<void>;
}

/** Only a finished template gets its name: a crash in between leaves a draft that the next builder throws away. */
async function buildTemplate(client: pg.Client, serverUrl: string, template: TemplateBuild): Promise<void> {
  const { name } = template;
  const draft = `${name}_draft`;
  await client.query(`drop database if exists "${draft}" with (force)`);
  await createFrom(client, draft, 'template0');
  await template.prepare(inDatabase(serverUrl, draft));
  await whenUnused(() => client.query(`alter database "${draft}" rename to "${name}"`));
}

async function createFrom(client: pg.Client, name: string, template: string): Promise<void> {
  await whenUnused(() => client.query(`create database "${name}" template "${template}"`));
}

const OBJECT_IN_USE = '55006';
const RETRIES = 100;
const RETRY_MS = 20;

/** A closed connection's server process lingers for some milliseconds and counts as a user of its database. */
async function whenUnused(statement: () => Promise<unknown>): Promise<void> {
  for (let retriesLeft = RETRIES; ; retriesLeft--) {
    try {
      await statement();
      return;
    } catch (error) {
      const isInUse = error instanceof pg.DatabaseError && error.code === OBJECT_IN_USE;
      if (!isInUse || retriesLeft === 0) throw error;
    }
    await wait(RETRY_MS);
  }
}

async function withClient<Result>(url: string, use: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

function inDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
