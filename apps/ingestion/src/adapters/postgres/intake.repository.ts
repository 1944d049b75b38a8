import type { StoredMessage } from '@tidings/contracts';
import { createGroupCommit, type GroupCommit, isTransient } from '@tidings/database';
import { type Kysely, sql } from 'kysely';
import { type Intake, IntakeStore, type Kept } from '../../ports/intake-store.js';
import { insertIntakes } from './insert-intakes.js';

export interface IntakeOptions {
  /** Deliveries waiting to be written beyond which further ones are refused. */
  readonly maxPending: number;
  /** Called after each commit with what it put into the outbox. */
  readonly onMessages: (messages: readonly StoredMessage[]) => void;
}

/** No sender minds this wait. What is written together also travels and is decided about together, at the cost of one. */
const LINGER_MS = 18;
/** 4 kB each: half a megabyte in a statement. */
const MAX_ROWS = 128;

/** Writes the deliveries of a few milliseconds, with all that follows from them, by one statement. */
export class IntakeRepository extends IntakeStore {
  readonly #db: Kysely<unknown>;
  readonly #onMessages: IntakeOptions['onMessages'];
  readonly #group: GroupCommit<Intake, PromiseSettledResult<Kept>>;

  constructor(db: Kysely<unknown>, { maxPending, onMessages }: IntakeOptions) {
    super();
    this.#db = db;
    this.#onMessages = onMessages;
    this.#group = createGroupCommit({
      lingerMs: LINGER_MS,
      maxRows: MAX_ROWS,
      maxPending,
      write: (intakes) => this.#writeEach(intakes),
    });
  }

  override async keep(intake: Intake): Promise<Kept> {
    const result = await this.#group.add(intake);
    if (result.status === 'rejected') throw result.reason;
    return result.value;
  }

  /** Called by Nest once HTTP is closed: waits for what is still being written. */
  async onApplicationShutdown(): Promise<void> {
    await this.#group.close();
  }

  /** A delivery that Postgres will not take must not take the others of its group along, again and again. */
  async #writeEach(intakes: readonly Intake[]): Promise<PromiseSettledResult<Kept>[]> {
    try {
      return (await this.#write(intakes)).map((value) => ({ status: 'fulfilled', value }));
    } catch (error) {
      if (isTransient(error)) throw error;
      const alone = intakes.map(async (intake) => (await this.#write([intake]))[0] ?? raise(error));
      return Promise.allSettled(alone);
    }
  }

  async #write(intakes: readonly Intake[]): Promise<Kept[]> {
    for (;;) {
      const kept = await this.#receiptIds(intakes);
      const added = intakes.filter(({ receipt: { id, deliveryKey } }) => {
        if (kept.has(deliveryKey)) return false;
        kept.set(deliveryKey, id);
        return true;
      });
      const stored = added.length === 0 ? [] : await insertIntakes(this.#db, added);
      // Somebody else kept one of them since: it is known now.
      if (stored === null) continue;
      this.#onMessages(stored);
      return intakes.map(({ receipt: { id, deliveryKey } }) => {
        const receiptId = kept.get(deliveryKey) ?? id;
        return { receiptId, isDuplicate: receiptId !== id };
      });
    }
  }

  /** Of those that were kept before, by delivery key. */
  async #receiptIds(intakes: readonly Intake[]): Promise<Map<string, string>> {
    const keys = intakes.map(({ receipt }) => receipt.deliveryKey);
    const { rows } = await sql<{ key: string; id: string }>`
      select replace(delivery_key::text, '-', '') as key, id from receipt
      where delivery_key = any(${keys}::uuid[])`.execute(this.#db);
    return new Map(rows.map(({ key, id }) => [key, id]));
  }
}

function raise(error: unknown): never {
  throw error;
}
