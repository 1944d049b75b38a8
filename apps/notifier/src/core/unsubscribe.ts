import type { Brand, Clock } from '@tidings/platform';
import type { ContactBook } from '../ports/contact-book.js';

export interface UnsubscribeParts {
  readonly contacts: ContactBook;
  readonly brands: { find(brandId: string): Brand | undefined };
  readonly clock: Clock;
}

/** Stops news to the address that a token was given out for. Both answer the brand, null for a token of nobody's. */
export class Unsubscribe {
  readonly #parts: UnsubscribeParts;

  constructor(parts: UnsubscribeParts) {
    this.#parts = parts;
  }

  async look(token: string): Promise<Brand | null> {
    const { contacts, brands } = this.#parts;
    const brandId = await contacts.findBrandOfToken(token);
    return brandId === null ? null : (brands.find(brandId) ?? null);
  }

  async stop(token: string): Promise<Brand | null> {
    const { contacts, clock } = this.#parts;
    await contacts.unsubscribe(token, clock.now());
    return this.look(token);
  }
}
