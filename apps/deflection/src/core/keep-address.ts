import type { Clock } from '@tidings/platform';
import type { AddressBook, GivenAddress } from '../ports/address-book.js';

/** Keeps what a customer corrected until an agent has read it; also its injection token. */
export class KeepAddress {
  readonly #book: AddressBook;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(book: AddressBook, clock: Pick<Clock, 'now'>) {
    this.#book = book;
    this.#clock = clock;
  }

  async keep(given: Omit<GivenAddress, 'givenAt'>): Promise<void> {
    await this.#book.keep({ ...given, givenAt: this.#clock.now() });
  }
}
