import type { FoundOrder, OrderBook } from '../ports/order-book.js';

/** 128 random bits in base64url, with room for longer ones. */
const TOKEN = /^[A-Za-z0-9_-]{22,64}$/;

/** No order has it: it is shorter than any. */
const NO_TOKEN = '-';
/** No brand's id begins with a dash. */
const NO_BRAND = '-';

/** Finds the order that a link leads to; also its injection token. */
export class FindOrder {
  readonly #orders: OrderBook;

  constructor(orders: OrderBook) {
    this.#orders = orders;
  }

  /**
   * Null whatever was wrong. The question is asked in any case, so that the time it takes does not tell an unknown brand or a
   * malformed token from one that leads nowhere.
   * @param brandId null: the host belongs to none
   */
  find(brandId: string | null, token: string): Promise<FoundOrder | null> {
    return this.#orders.findByToken(brandId ?? NO_BRAND, TOKEN.test(token) ? token : NO_TOKEN);
  }
}
