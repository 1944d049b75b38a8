import type { FoundOrder, LookUp, OrderBook } from '../ports/order-book.js';

export interface LookUpQuestion {
  readonly brandId: string;
  readonly orderNumber: string;
  /** An e-mail address or a postcode. */
  readonly proof: string;
}

const MAX_NUMBER = 100;
const MAX_EMAIL = 320;
const MAX_POSTCODE = 20;
const EMAIL = /^\S+@\S+$/;
/** No order's number or contact can be so: asked all the same, so that a form left empty takes as long as a wrong one. */
const NOTHING = '-';

/** Finds the status of an order by what its customer knows of it; also its injection token. */
export class LookUpOrder {
  readonly #orders: OrderBook;

  constructor(orders: OrderBook) {
    this.#orders = orders;
  }

  /** Null whatever was wrong. */
  lookUp({ brandId, orderNumber, proof }: LookUpQuestion): Promise<FoundOrder | null> {
    const number = orderNumber.trim();
    const isNumber = number !== '' && number.length <= MAX_NUMBER;
    return this.#orders.lookUp({
      brandId,
      orderNumber: isNumber ? number : NOTHING,
      ...readProof(proof.trim()),
    });
  }
}

function readProof(proof: string): Pick<LookUp, 'email' | 'postcode'> {
  if (EMAIL.test(proof) && proof.length <= MAX_EMAIL) return { email: proof };
  return { postcode: proof.length <= MAX_POSTCODE && /[\p{L}\p{N}]/u.test(proof) ? proof : NOTHING };
}
