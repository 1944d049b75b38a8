import type { OutboxStore, PublishEvents } from '@tidings/contracts';
import type { Log } from './log.js';
import { backoffMs } from './wait.js';

export interface RelayOptions {
  readonly log: Log;
  readonly batchSize?: number;
  /** Between looks at an outbox that was empty and whose writer did not call `notify()`. */
  readonly pollMs?: number;
  readonly maxBackoffMs?: number;
}

export interface RelayHealth {
  /** When a drain last ended well; null before the first. */
  readonly lastRunAt: string | null;
  /** How long ago the outbox was last seen empty: the age that an unpublished event can have. */
  readonly lagMs: number;
}

type Drained = 'more' | 'empty' | 'failed';

/** Carries a service's outbox to the bus, for as long as the service lives, whatever happens to NATS or Postgres. */
export class OutboxRelay {
  readonly #store: OutboxStore;
  readonly #publish: PublishEvents;
  readonly #options: Required<RelayOptions>;
  #running: Promise<void> | null = null;
  #isClosing = false;
  #isNotified = false;
  #wake: () => void = () => undefined;
  #lastRunAtMs: number | null = null;
  #caughtUpAtMs = Date.now();

  constructor(store: OutboxStore, publish: PublishEvents, options: RelayOptions) {
    this.#store = store;
    this.#publish = publish;
    this.#options = { batchSize: 500, pollMs: 250, maxBackoffMs: 2_000, ...options };
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Call right after a commit that wrote to the outbox; any number of calls makes one drain. */
  notify(): void {
    this.#isNotified = true;
    this.#wake();
  }

  health(): RelayHealth {
    const lastRunAt = this.#lastRunAtMs === null ? null : new Date(this.#lastRunAtMs).toISOString();
    return { lastRunAt, lagMs: Date.now() - this.#caughtUpAtMs };
  }

  /** Publishes what is left, if the bus and the store are there; else the rows wait for the next start. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#wake();
    await this.#running;
  }

  async #run(): Promise<void> {
    let failures = 0;
    while (!this.#isClosing) {
      this.#isNotified = false;
      const drained = await this.#drain();
      failures = drained === 'failed' ? failures + 1 : 0;
      if (drained === 'empty' && !this.#isNotified)
        await this.#sleep(this.#options.pollMs, () => this.#isNotified);
      if (drained === 'failed') await this.#sleep(this.#backoffMs(failures), () => false);
    }
    while ((await this.#drain()) === 'more');
  }

  async #drain(): Promise<Drained> {
    const startedAtMs = Date.now();
    const { batchSize, log } = this.#options;
    try {
      const { taken, deferred, setAside } = await this.#store.drain(batchSize, this.#publish);
      if (setAside > 0) log.error({ setAside }, 'outbox: events that no bus would take were set aside');
      if (deferred > 0) {
        log.warn({ taken, deferred }, 'outbox: the bus could not take all events, trying again');
        return 'failed';
      }
      this.#lastRunAtMs = Date.now();
      if (taken === batchSize) return 'more';
      this.#caughtUpAtMs = startedAtMs;
      return 'empty';
    } catch (error) {
      log.error({ err: error }, 'outbox: could not be read, trying again');
      return 'failed';
    }
  }

  #backoffMs(failures: number): number {
    return backoffMs(failures - 1, { firstMs: 100, mostMs: this.#options.maxBackoffMs });
  }

  async #sleep(timeMs: number, isOver: () => boolean): Promise<void> {
    const woken = Promise.withResolvers<void>();
    this.#wake = () => {
      if (this.#isClosing || isOver()) woken.resolve();
    };
    const timer = setTimeout(() => woken.resolve(), timeMs);
    this.#wake();
    await woken.promise;
    clearTimeout(timer);
  }
}
