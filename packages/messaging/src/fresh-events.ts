import type { OutboxStore, PublishEvents, StoredEvent } from '@tidings/contracts';
import type { Log } from './log.js';

/** Beyond it nothing more is taken on: the rows are in the table and leave from there. */
const MAX_UNDER_WAY = 4_000;
/** How long published rows wait for others before they are deleted. Until then a crash publishes them once more, to no effect. */
const REMOVE_LINGER_MS = 200;

/**
 * Publishes events that were just committed, straight from memory, and then deletes their rows, many at a time. Whatever
 * goes wrong here leaves a row in its table, where the relay finds it. What one commit wrote is published by one call, as it
 * is from the table: so it makes the same messages again, and the bus knows them.
 */
export class FreshEvents {
  readonly #store: OutboxStore;
  readonly #publish: PublishEvents;
  readonly #log: Log;
  readonly #publishing = new Set<Promise<void>>();
  #published: number[] = [];
  #underWay = 0;
  #removal: NodeJS.Timeout | undefined;
  #removing: Promise<void> = Promise.resolve();

  constructor(store: OutboxStore, publish: PublishEvents, log: Log) {
    this.#store = store;
    this.#publish = publish;
    this.#log = log;
  }

  offer(events: readonly StoredEvent[]): void {
    if (events.length === 0 || this.#underWay + events.length > MAX_UNDER_WAY) return;
    this.#underWay += events.length;
    const sent = this.#sendAll(events).finally(() => {
      this.#underWay -= events.length;
      this.#publishing.delete(sent);
    });
    this.#publishing.add(sent);
  }

  /** Waits for what is under way. */
  async close(): Promise<void> {
    await Promise.all(this.#publishing);
    this.#remove();
    await this.#removing;
  }

  async #sendAll(events: readonly StoredEvent[]): Promise<void> {
    const outcomes = await this.#publish(events);
    events.forEach(({ position }, index) => {
      const kind = outcomes[index]?.kind;
      if (kind === 'stored' || kind === 'duplicate') this.#published.push(position);
    });
    if (this.#published.length > 0) this.#removal ??= setTimeout(() => this.#remove(), REMOVE_LINGER_MS);
  }

  #remove(): void {
    clearTimeout(this.#removal);
    this.#removal = undefined;
    const positions = this.#published;
    if (positions.length === 0) return;
    this.#published = [];
    this.#removing = this.#removing.then(() =>
      this.#store.remove(positions).catch((err: unknown) => {
        this.#log.warn(
          { err },
          'outbox: published rows could not be deleted; they leave once more, to no effect',
        );
      }),
    );
  }
}
