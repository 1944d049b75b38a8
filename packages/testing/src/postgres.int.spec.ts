import { afterEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import pg from 'pg';
import { type RunningPostgres, startPostgres } from './postgres.js';
import { stopWithParent } from './stop-with-parent.js';
import { makeTempFolder } from './temp-folder.js';
import { createTestDatabase } from './test-database.js';
import { unprivilegedUser } from './unprivileged-user.js';

const running: RunningPostgres[] = [];
afterEach(async () => {
  await Promise.all(running.splice(0).map((postgres) => postgres.stop()));
});

async function start(options: Parameters<typeof startPostgres>[0]): Promise<RunningPostgres> {
  const postgres = await startPostgres(options);
  running.push(postgres);
  return postgres;
}

async function query(url: string, text: string): Promise<unknown[][]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query({ text, rowMode: 'array' })).rows;
  } finally {
    await client.end();
  }
}

describe('startPostgres', () => {
  it('keeps data, port and password through a restart and a kill', async () => {
    const postgres = await start({ durable: true });
    await query(postgres.url, 'create table kept as select 1 as n');
    const { pid } = postgres;
    await postgres.kill();
    await expect(query(postgres.url, 'select')).rejects.toThrow();
    await postgres.restart();
    await postgres.restart();
    expect(postgres.pid).not.toBe(pid);
    expect(await query(postgres.url, 'select n from kept')).toEqual([[1]]);
  });

  it('takes up a data folder that it made before', async () => {
    const dataDir = await makeTempFolder('tidings-postgres-spec-', await unprivilegedUser());
    const first = await start({ dataDir });
    await query(first.url, 'create table kept as select 1 as n');
    await first.stop();
    const second = await start({ dataDir });
    expect(await query(second.url, 'select n from kept')).toEqual([[1]]);
    await second.stop();
    await rm(dataDir, { recursive: true });
  });

  it('sorts by code point, in UTF-8 and UTC, whatever the machine does', async () => {
    const postgres = await start({ settings: { max_connections: '7' } });
    const settings = `select current_setting('server_encoding'), current_setting('timezone'), current_setting('max_connections')`;
    expect(await query(postgres.url, settings)).toEqual([['UTF8', 'UTC', '7']]);
    const sorted = `select string_agg(w, '' order by w), max(upper(w)) from unnest(array['ä','b','B','a']) w`;
    expect(await query(postgres.url, sorted)).toEqual([['Babä', 'Ä']]);
  });

  it('says why it cannot start', async () => {
    await expect(startPostgres({ settings: { no_such_setting: 'x' } })).rejects.toThrow('no_such_setting');
  });
});

describe('stopWithParent', () => {
  it('stops the server when its launcher is killed, and not before', async () => {
    const server = spawn('sleep', ['60']);
    const ended = once(server, 'exit');
    const module = new URL('../dist/stop-with-parent.js', import.meta.url).href;
    const code = `import(${JSON.stringify(module)}).then((m) => { m.stopWithParent(${server.pid}); console.log('guarded'); setInterval(() => {}, 1e6); })`;
    const launcher = spawn(process.execPath, ['-e', code]);
    await once(launcher.stdout, 'data');
    expect(server.exitCode ?? server.signalCode).toBeNull();
    launcher.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGINT']);
  });

  it('can be called off', async () => {
    const server = spawn('sleep', ['60']);
    stopWithParent(server.pid ?? 0)();
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([null, 'SIGTERM']);
  });
});

describe('createTestDatabase', () => {
  it('prepares a template once, also for suites that ask at the same time, and gives each its own copy', async () => {
    let prepared = 0;
    const template = {
      name: 'spec',
      fingerprint: `${process.pid} ${performance.now()}`,
      prepare: async (url: string) => {
        prepared++;
        await query(url, 'create table note (n int)');
      },
    };
    const databases = await Promise.all([1, 2, 3].map(() => createTestDatabase(template)));
    await Promise.all(databases.map(({ url }, index) => query(url, `insert into note values (${index})`)));
    const notes = await Promise.all(databases.map(({ url }) => query(url, 'select n from note')));
    expect(notes).toEqual([[[0]], [[1]], [[2]]]);
    expect(prepared).toBe(1);
    await Promise.all(databases.map((database) => database.drop()));
  });
});
