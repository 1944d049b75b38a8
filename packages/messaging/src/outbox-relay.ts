import type { DrainResult, OutboxStore, PublishMessages, StoredMessage } from '@tidings/contracts';
import { FreshMessages } from './fresh-messages.js';
import type { Log } from './log.js';
import { backoffMs } from './wait.js';

export interface RelayOptions {
  readonly log: Log;
  readonly batchSize?: number;
  /** Between looks for what was left behind. */
  readonly pollMs?: number;
  /** What was written longer ago than this and is still there was left behind. */
  readonly minAgeMs?: number;
  readonly maxBackoffMs?: number;
}

export interface RelayHealth {
  /** When a look for what was left behind last ended well; null before the first. */
  readonly lastRunAt: string | null;
  /** How long ago nothing was left behind: the age that an unpublished message can have. */
  readonly lagMs: number;
}

type Drained = 'more' | 'empty' | 'failed';

/**
 * Carries a service's outbox to the bus, for as long as the service lives, whatever happens to NATS or Postgres. What was
 * just committed is offered and leaves from memory; what is not offered, or was left behind by a crash or an outage, is
 * found in the table.
 */
export class OutboxRelay {
  readonly #store: OutboxStore;
  readonly #publish: PublishMessages;
  readonly #options: Required<RelayOptions>;
  readonly #fresh: FreshMessages;
  #running: Promise<void> | null = null;
  #isClosing = false;
  #wake: () => void = () => undefined;
  #lastRunAtMs: number | null = null;
  #caughtUpAtMs = Date.now();

  constructor(store: OutboxStore, publish: PublishMessages, options: RelayOptions) {
    this.#store = store;
    this.#publish = publish;
    this.#options = { batchSize: 500, pollMs: 1_000, minAgeMs: 1_000, maxBackoffMs: 2_000, ...options };
    this.#fresh = new FreshMessages(store, publish, options.log);
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** Call right after the commit that wrote them. */
  offer(messages: readonly StoredMessage[]): void {
    if (!this.#isClosing) this.#fresh.offer(messages);
  }

  health(): RelayHealth {
    const lastRunAt = this.#lastRunAtMs === null ? null : new Date(this.#lastRunAtMs).toISOString();
    return { lastRunAt, lagMs: this.lagMs };
  }

  /** Of `health`, for who asks with every request. */
  get lagMs(): number {
    return Date.now() - this.#caughtUpAtMs;
  }

  /** Publishes what is left, if the bus and the store are there; else the rows wait for the next start. */
  async close(): Promise<void> {
    this.#isClosing = true;
    this.#wake();
    await this.#fresh.close();
    await this.#running;
  }

  async #run(): Promise<void> {
    const { pollMs, minAgeMs, maxBackoffMs } = this.#options;
    let failures = 0;
    while (!this.#isClosing) {
      const drained = await this.#drain(minAgeMs);
      failures = drained === 'failed' ? failures + 1 : 0;
      if (drained === 'empty') await this.#sleep(pollMs);
      if (drained === 'failed')
        await this.#sleep(backoffMs(failures - 1, { firstMs: 100, mostMs: maxBackoffMs }));
    }
    await this.#fresh.close();
    while ((await this.#drain(0)) === 'more');
  }

  async #drain(minAgeMs: number): Promise<Drained> {
    const startedAtMs = Date.now();
    const { batchSize, log } = this.#options;
    try {
      const drained = await this.#store.drain({ limit: batchSize, minAgeMs }, this.#publish);
      this.#tell(drained);
      if (drained.deferred > 0) return 'failed';
      this.#lastRunAtMs = Date.now();
      if (drained.taken === batchSize) return 'more';
      this.#caughtUpAtMs = startedAtMs;
      return 'empty';
    } catch (error) {
      log.error({ err: error }, 'outbox: could not be read, trying again');
      return 'failed';
    }
  }

  #tell({ taken, deferred, refused }: DrainResult): void {
    const { log } = this.#options;
    if (refused > 0) log.error({ refused }, 'outbox: events that no bus would take were set aside');
    if (deferred > 0)
      log.warn({ taken, deferred }, 'outbox: the bus could not take all messages, trying again');
  }

  async #sleep(timeMs: number): Promise<void> {
    const woken = Promise.withResolvers<void>();
    this.#wake = woken.resolve;
    if (this.#isClosing) return;
    const timer = setTimeout(woken.resolve, timeMs);
    await woken.promise;
    clearTimeout(timer);
  }
}
