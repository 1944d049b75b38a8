import { CASE_OPTIONS, type CaseOption } from '@tidings/domain';
import type { OrderBook } from '../ports/order-book.js';
import type { FindOrder } from './find-order.js';

export interface AskedChoice {
  /** Null: the host belongs to none. */
  readonly brandId: string | null;
  readonly token: string;
  readonly caseId: string;
  readonly option: string;
}

function isOption(text: string): text is CaseOption {
  return CASE_OPTIONS.some((option) => option === text);
}

/** Takes what the holder of a link chose for the case that is open; also its injection token. */
export class ChooseOption {
  readonly #found: FindOrder;
  readonly #orders: OrderBook;

  constructor(found: FindOrder, orders: OrderBook) {
    this.#found = found;
    this.#orders = orders;
  }

  /**
   * A choice that the page did not offer, or no longer does, changes nothing: its page tells what stands.
   * @returns false: there is no such order
   */
  async choose({ brandId, token, caseId, option }: AskedChoice): Promise<boolean> {
    const found = await this.#found.find(brandId, token);
    if (found === null) return false;
    const { snapshot, answer } = found;
    const { openCase } = answer;
    if (isOption(option) && openCase?.caseId === caseId && openCase.options.includes(option))
      await this.#orders.choose({ brandId: snapshot.brandId, orderId: snapshot.orderId, caseId, option });
    return true;
  }
}
