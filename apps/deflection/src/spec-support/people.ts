import type { OrderSnapshot } from '@tidings/domain';
import type { NewTicket } from '@tidings/helpdesks';
import { buildOrderSnapshot } from '@tidings/testing';
import type { BrandId, RunningDeflection } from './running-deflection.js';

export interface Someone {
  readonly email: string;
  readonly requester: NonNullable<NewTicket['requester']>;
}

export interface Buyer extends Someone {
  readonly snapshot: OrderSnapshot;
  readonly orderNumber: string;
}

/** Customers and their orders: everybody their own, so that stories do not meet. */
export class People {
  readonly #running: RunningDeflection;
  #count = 1_000;

  constructor(running: RunningDeflection) {
    this.#running = running;
  }

  someone(): Someone {
    this.#count += 1;
    const email = `shopper${this.#count}@mail.example`;
    return { email, requester: { id: String(this.#count), name: `Shopper ${this.#count}`, email } };
  }

  /** Somebody with an order on its way. */
  async buyer(brandId: BrandId = 'acme', over: Partial<OrderSnapshot> = {}): Promise<Buyer> {
    const customer = this.someone();
    const orderNumber = over.orderNumber ?? `AC-${this.#count}`;
    const snapshot = buildOrderSnapshot({ ...over, brandId, orderId: `o${this.#count}`, orderNumber });
    await this.#running.tellOrder(snapshot, customer.email);
    return { snapshot, orderNumber, ...customer };
  }
}
