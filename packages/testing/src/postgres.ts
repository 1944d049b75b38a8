import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, chown, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import { freePort } from './free-port.js';
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.js';
import { stopWithParent } from './stop-with-parent.js';
import { makeTempFolder } from './temp-folder.js';
import { isReachableByOthers, type SystemUser, unprivilegedUser } from './unprivileged-user.js';

export interface PostgresOptions {
  /** Kept when Postgres stops, and taken up again when it holds a cluster; without it a temp folder is used and removed. */
  readonly dataDir?: string | undefined;
  readonly port?: number | undefined;
  /** True: an acknowledged commit survives a power cut. False (for tests): it survives only the end of a process. */
  readonly durable?: boolean | undefined;
  /** Further server settings, e.g. `{ max_connections: '20' }`. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

export interface RunningPostgres {
  /** Of the superuser and the database `postgres`, over 127.0.0.1; the same after a restart. */
  readonly url: string;
  /** Of the running server; changes with a restart. */
  readonly pid: number;
  /** Stops (unless it was killed) and starts again on the same data and port. */
  restart(): Promise<void>;
  /** SIGKILL, as a crash would; `restart` brings it back. */
  kill(): Promise<void>;
  /** An orderly, final stop. */
  stop(): Promise<void>;
}

interface Cluster {
  readonly binaries: PostgresBinaries;
  readonly user: SystemUser | null;
  readonly folder: string;
  readonly isTemporary: boolean;
  readonly settings: readonly string[];
}

const START_TIMEOUT_MS = 60_000;
const RETRY_MS = 100;
const READY = 'database system is ready to accept connections';
/** A killed server's children, or its port, may outlive it by a moment. */
const passing =
  /pre-existing shared memory block|lock file "postmaster.pid" already exists|Address already in use/;

const usualSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  timezone: 'UTC',
};
const durableSettings = { max_wal_size: '4GB', checkpoint_timeout: '15min' };
const fastSettings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' };

/** Starts the Postgres that npm brought, on 127.0.0.1. It stops with this process, however this process ends. */
export async function startPostgres(options: PostgresOptions = {}): Promise<RunningPostgres> {
  const cluster = await prepareCluster(options);
  try {
    return await run(cluster, options.port ?? (await freePort()));
  } catch (error) {
    await discard(cluster);
    throw error;
  }
}

async function run(cluster: Cluster, port: number): Promise<RunningPostgres> {
  const password = await ensureInitialised(cluster);
  let server = await launch(cluster, port);
  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    get pid() {
      return server.pid;
    },
    async restart() {
      await server.end('SIGINT');
      server = await launch(cluster, port);
    },
    async kill() {
      await server.end('SIGKILL');
    },
    async stop() {
      await server.end('SIGINT');
      await discard(cluster);
    },
  };
}

async function discard({ folder, isTemporary }: Cluster): Promise<void> {
  if (isTemporary) await rm(folder, { recursive: true, force: true });
}

async function prepareCluster(options: PostgresOptions): Promise<Cluster> {
  const { dataDir, durable = false, settings } = options;
  const user = await unprivilegedUser();
  const binaries = await findPostgresBinaries(user);
  const all = { ...usualSettings, ...(durable ? durableSettings : fastSettings), ...settings };
  return {
    binaries,
    user,
    folder:
      dataDir === undefined
        ? await makeTempFolder('tidings-postgres-', user)
        : await ownFolder(dataDir, user),
    isTemporary: dataDir === undefined,
    settings: Object.entries(all).map(([name, value]) => `--${name}=${value}`),
  };
}

async function ownFolder(folder: string, user: SystemUser | null): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (user === null) return folder;
  if (!(await isReachableByOthers(folder))) {
    throw new Error(
      `Postgres refuses to run as root, and no other user can reach ${folder}; choose a folder outside of closed homes`,
    );
  }
  await chown(folder, user.uid, user.gid);
  return folder;
}

/** @returns the superuser's password, which is made with the cluster and kept beside it */
async function ensureInitialised({ binaries, user, folder, settings }: Cluster): Promise<string> {
  const passwordFile = join(folder, 'password');
  const isInitialised = await access(join(folder, 'cluster', 'PG_VERSION')).then(
    () => true,
    () => false,
  );
  if (isInitialised) return readFile(passwordFile, 'utf8');
  const password = randomBytes(16).toString('hex');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (user !== null) await chown(passwordFile, user.uid, user.gid);
  const args = [
    '-D',
    join(folder, 'cluster'),
    '-U',
    'postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
  ];
  // The built-in locale is the same on every machine, whatever locales its system has.
  args.push(
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  );
  if (settings.includes('--fsync=off')) args.push('--no-sync');
  await promisify(execFile)(binaries.initdb, args, { ...user, cwd: folder, env: environment() });
  return password;
}

interface ServerProcess {
  readonly pid: number;
  end(signal: 'SIGINT' | 'SIGKILL'): Promise<void>;
}

async function launch(cluster: Cluster, port: number): Promise<ServerProcess> {
  const giveUpAt = performance.now() + START_TIMEOUT_MS;
  for (;;) {
    const { child, log } = spawnServer(cluster, port);
    if (await becomesReady(child)) return toServerProcess(child, cluster);
    const said = log();
    if (!passing.test(said) || performance.now() > giveUpAt) {
      throw new Error(`Postgres did not start on port ${port} in ${cluster.folder}:\n${said}`);
    }
    await wait(RETRY_MS);
  }
}

function spawnServer({ binaries, user, folder, settings }: Cluster, port: number) {
  // Detached: a Ctrl-C in the terminal must reach the services first, which still have to drain into it.
  const child = spawn(binaries.postgres, ['-D', join(folder, 'cluster'), '-p', String(port), ...settings], {
    ...user,
    cwd: folder,
    env: environment(),
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let tail = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-4_000);
  });
  return { child, log: () => tail };
}

/** @returns false when the server ended instead */
async function becomesReady(child: ChildProcess): Promise<boolean> {
  return new Promise((resolve, reject) => {
    child.stderr?.on('data', (text: string) => {
      if (text.includes(READY)) resolve(true);
    });
    child.once('exit', () => resolve(false));
    child.once('error', reject);
  });
}

function toServerProcess(child: ChildProcess, { folder, isTemporary }: Cluster): ServerProcess {
  const { pid } = child;
  if (pid === undefined) throw new Error('Postgres has no process id');
  const callOffGuard = stopWithParent(pid, isTemporary ? folder : '');
  return {
    pid,
    async end(signal) {
      callOffGuard();
      if (child.exitCode !== null || child.signalCode !== null) return;
      const exited = once(child, 'exit');
      child.kill(signal);
      await exited;
    },
  };
}

/** Not the caller's: PGDATA, PGPORT and the like would change what starts. */
function environment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], LC_ALL: 'C', TZ: 'UTC' };
}
