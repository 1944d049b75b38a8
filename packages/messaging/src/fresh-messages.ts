import type { OutboxStore, PublishMessages, StoredMessage } from '@tidings/contracts';
import type { Log } from './log.js';

/** Events beyond which nothing more is taken on: the rows are in the table and leave from there. */
const MAX_UNDER_WAY = 4_000;
/** How long published rows wait for others before they are deleted. Until then a crash publishes them once more, to no effect. */
const REMOVE_LINGER_MS = 200;

/**
 * Publishes messages that were just committed, straight from memory, and then deletes their rows, many at a time. Whatever
 * goes wrong here leaves a row in its table, where the relay finds the same message again, and the bus knows it.
 */
export class FreshMessages {
  readonly #store: OutboxStore;
  readonly #publish: PublishMessages;
  readonly #log: Log;
  readonly #publishing = new Set<Promise<void>>();
  #published: number[] = [];
  #underWay = 0;
  #removal: NodeJS.Timeout | undefined;
  #removing: Promise<void> = Promise.resolve();

  constructor(store: OutboxStore, publish: PublishMessages, log: Log) {
    this.#store = store;
    this.#publish = publish;
    this.#log = log;
  }

  offer(messages: readonly StoredMessage[]): void {
    const events = messages.reduce((sum, { eventCount }) => sum + eventCount, 0);
    if (events === 0 || this.#underWay + events > MAX_UNDER_WAY) return;
    this.#underWay += events;
    const sent = this.#sendAll(messages).finally(() => {
      this.#underWay -= events;
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

  async #sendAll(messages: readonly StoredMessage[]): Promise<void> {
    const outcomes = await this.#publish(messages);
    messages.forEach(({ position }, index) => {
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
