import { ADDRESS_FIELDS, type AddressField, readAddress } from '@tidings/domain';
import type { AddressAttempt } from '@tidings/wording';
import type { FoundOrder, OrderBook } from '../ports/order-book.js';
import type { FindOrder } from './find-order.js';

export interface AskedCorrection {
  /** Null: the host belongs to none. */
  readonly brandId: string | null;
  readonly token: string;
  readonly caseId: string;
  readonly given: Readonly<Record<AddressField, string>>;
}

export type Correction =
  | { readonly outcome: 'unknown' }
  /** Taken, or not to be had any more: its page tells what stands. */
  | { readonly outcome: 'done' }
  | { readonly outcome: 'refused'; readonly found: FoundOrder; readonly attempt: AddressAttempt };

/** More than that is shown to nobody again. */
const MOST_SHOWN = 200;

/** Takes the address that the holder of a link corrected for the case that is open; also its injection token. */
export class CorrectAddress {
  readonly #found: FindOrder;
  readonly #orders: OrderBook;

  constructor(found: FindOrder, orders: OrderBook) {
    this.#found = found;
    this.#orders = orders;
  }

  /** The address is told before the choice: who reads of the choice finds it. */
  async correct({ brandId, token, caseId, given }: AskedCorrection): Promise<Correction> {
    const found = await this.#found.find(brandId, token);
    if (found === null) return { outcome: 'unknown' };
    const { brandId: brand, orderId, orderNumber } = found.snapshot;
    const { openCase } = found.answer;
    const isOffered = openCase?.caseId === caseId && openCase.options.includes('correct_address');
    if (!isOffered || openCase.choice != null || orderNumber === null) return { outcome: 'done' };
    const reading = readAddress(given);
    if ('problems' in reading)
      return { outcome: 'refused', found, attempt: { given: shortened(given), problems: reading.problems } };
    await this.#orders.correctAddress({ brandId: brand, orderNumber, caseId, address: reading.address });
    await this.#orders.choose({ brandId: brand, orderId, caseId, option: 'correct_address' });
    return { outcome: 'done' };
  }
}

function shortened(given: AskedCorrection['given']): AskedCorrection['given'] {
  const entries = ADDRESS_FIELDS.map((field) => [field, given[field].slice(0, MOST_SHOWN)] as const);
  return Object.fromEntries(entries) as Record<AddressField, string>;
}
