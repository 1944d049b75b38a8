import type { Causation, ErasedSubject, MessageRequest } from '@tidings/contracts';
import type { Clock } from '@tidings/platform';
import type { ContactBook, OrderContact } from '../ports/contact-book.js';
import type { SendStore } from '../ports/send-store.js';

export interface TakeInParts {
  readonly store: SendStore;
  readonly contacts: ContactBook;
  readonly clock: Clock;
  /** There may be something to send. */
  readonly onDue: () => void;
}

export interface AskedFor {
  readonly brandId: string;
  readonly request: MessageRequest;
  readonly causation: Causation;
}

/** Writes down what is to be said and to whom; saying it is another matter. */
export class TakeIn {
  readonly #parts: TakeInParts;

  constructor(parts: TakeInParts) {
    this.#parts = parts;
  }

  async messages(asked: readonly AskedFor[]): Promise<void> {
    const { store, clock, onDue } = this.#parts;
    const requestedAt = clock.now();
    if ((await store.accept(asked.map((one) => ({ ...one, requestedAt })))) > 0) onDue();
  }

  async orderContacts(known: readonly OrderContact[]): Promise<void> {
    if (known.length === 0) return;
    const { store, contacts, onDue } = this.#parts;
    await contacts.record(known);
    await store.releaseOrders(known);
    onDue();
  }

  /** What waits for them finds nobody to write to. */
  async erasure(brandId: string, { orderNumbers, erasedAt }: ErasedSubject): Promise<void> {
    await this.#parts.contacts.forget(brandId, orderNumbers, erasedAt);
  }
}
