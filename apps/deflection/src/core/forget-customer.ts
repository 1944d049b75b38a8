import { orderNumberKey } from '@tidings/domain';
import type { ErasedSubject } from '@tidings/contracts';
import type { AddressBook } from '../ports/address-book.js';
import type { ContactStore } from '../ports/contact-store.js';
import type { CorrectionStore } from '../ports/correction-store.js';
import type { TicketStore } from '../ports/ticket-store.js';

export interface ForgetCustomerParts {
  readonly contacts: Pick<ContactStore, 'erase'>;
  readonly addresses: Pick<AddressBook, 'erase'>;
  readonly tickets: Pick<TicketStore, 'forgetOrders'>;
  readonly corrections: Pick<CorrectionStore, 'forgetOrders'>;
}

/** Forgets who bought, what address they gave, and what was delivered about their tickets; that there were tickets stays. Also its injection token. */
export class ForgetCustomer {
  readonly #parts: ForgetCustomerParts;

  constructor(parts: ForgetCustomerParts) {
    this.#parts = parts;
  }

  /** The same once more changes nothing. */
  async forget(brandId: string, { orderNumbers, erasedAt }: ErasedSubject): Promise<void> {
    const keys = [...new Set(orderNumbers.map(orderNumberKey))];
    await this.#parts.contacts.erase(brandId, keys, erasedAt);
    const numbers = [...new Set([...orderNumbers, ...keys])];
    await this.#parts.addresses.erase(brandId, keys);
    await this.#parts.tickets.forgetOrders(brandId, numbers);
    await this.#parts.corrections.forgetOrders(brandId, numbers);
  }
}
