import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort, stopWithParent } from '@tidings/testing';
import { cpuSecondsOf, pssMegabytesOf } from './process-usage.js';
import { SHIPPED_ENVIRONMENT, SHIPPED_NODE_OPTIONS } from './shipped-environment.js';
import { until } from './until.js';

export interface ServiceOptions {
  /** Its folder under `apps/`. */
  readonly name: string;
  readonly env: Readonly<Record<string, string>>;
  /** Its log goes here: `<name>.log`. */
  readonly folder: string;
  /** For Node itself, e.g. `--cpu-prof`. */
  readonly nodeOptions?: readonly string[] | undefined;
}

export interface ServiceUsage {
  readonly cpuSeconds: number;
  readonly pssMegabytes: number;
}

const READY_TIMEOUT_MS = 60_000;

/** One service as a process of its own, as it is deployed: `dist/main.js`, kept on one port. */
export class Service {
  readonly name: string;
  readonly url: string;
  readonly logFile: string;
  readonly #options: ServiceOptions;
  readonly #port: number;
  #child: ChildProcess | null = null;
  #callOffGuard: () => void = () => undefined;
  #isExpectedToRun = false;
  /** Processor seconds of its earlier lives. */
  #spentSeconds = 0;
  #crashes = 0;

  private constructor(options: ServiceOptions, port: number) {
    this.name = options.name;
    this.url = `http://127.0.0.1:${port}`;
    this.logFile = join(options.folder, `${options.name}.log`);
    this.#options = options;
    this.#port = port;
  }

  /** It does not run yet, so that its end can be seen to before its start is tried. */
  static async prepare(options: ServiceOptions): Promise<Service> {
    return new Service(options, await freePort());
  }

  /** How often it ended without being told to. */
  get crashes(): number {
    return this.#crashes;
  }

  /** Starts it, again on the same port, and waits until it is ready. */
  async start(): Promise<void> {
    await this.#launch();
    await this.#becomeReady();
  }

  /** SIGKILL: no warning, nothing finished. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** As an orchestrator ends it: it drains first. */
  stop(): Promise<void> {
    return this.#end('SIGTERM');
  }

  async usage(): Promise<ServiceUsage> {
    const pid = this.#child?.pid;
    if (pid === undefined) return { cpuSeconds: this.#spentSeconds, pssMegabytes: 0 };
    const [cpuSeconds, pssMegabytes] = await Promise.all([cpuSecondsOf(pid), pssMegabytesOf(pid)]);
    return { cpuSeconds: this.#spentSeconds + cpuSeconds, pssMegabytes };
  }

  async #launch(): Promise<void> {
    const main = fileURLToPath(new URL(`../../../${this.name}/dist/main.js`, import.meta.url));
    const log: FileHandle = await open(this.logFile, 'a');
    const args = [...SHIPPED_NODE_OPTIONS, ...(this.#options.nodeOptions ?? []), main];
    const child = spawn(process.execPath, args, {
      env: { ...SHIPPED_ENVIRONMENT, ...this.#options.env, HOST: '127.0.0.1', PORT: String(this.#port) },
      cwd: this.#options.folder,
      stdio: ['ignore', log.fd, log.fd],
      // An interrupt of the terminal is for the harness, which ends the services in its own order.
      detached: true,
    });
    await log.close();
    this.#child = child;
    this.#isExpectedToRun = true;
    if (child.pid !== undefined) this.#callOffGuard = stopWithParent(child.pid);
    child.once('exit', () => this.#onExit(child));
    child.once('error', () => this.#onExit(child));
  }

  /** What ended unasked is started again, as any orchestrator does. */
  #onExit(child: ChildProcess): void {
    if (this.#child !== child || !this.#isExpectedToRun) return;
    this.#crashes += 1;
    this.#callOffGuard();
    void this.#launch();
  }

  async #becomeReady(): Promise<void> {
    try {
      await until(`${this.name} is ready`, READY_TIMEOUT_MS, async () => {
        if (this.#crashes > 3) throw new Error(`${this.name} ends again and again`);
        return (await isReady(this.url)) ? true : null;
      });
    } catch (cause) {
      throw new Error(`${String(cause)}\n${await this.logTail()}`, { cause });
    }
  }

  /** The end of its log, for an error message. */
  async logTail(): Promise<string> {
    return (await readFile(this.logFile, 'utf8')).slice(-3_000);
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const child = this.#child;
    this.#isExpectedToRun = false;
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const exited = once(child, 'exit');
    this.#spentSeconds += await cpuSecondsOf(child.pid);
    child.kill(signal);
    await exited;
    this.#callOffGuard();
    this.#child = null;
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) }).then(
    async (response) => {
      await response.arrayBuffer();
      return response.ok;
    },
    () => false,
  );
}
