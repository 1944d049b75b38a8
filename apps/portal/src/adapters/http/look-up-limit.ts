import { orderNumberKey } from '@tidings/domain';
import { Failure, RateLimit } from '@tidings/platform';
import { networkOf } from './network-of.js';

export interface LookUpLimits {
  /** From one address; a household or an office shares one. */
  readonly perAddress: number;
  /** For one order, from wherever: what bounds the guessing of its postcode. */
  readonly perOrder: number;
}

const BURST = 10;

/** Bounds how fast order numbers, addresses and postcodes can be tried; also its injection token. */
export class LookUpLimit {
  readonly #addresses: RateLimit;
  readonly #orders: RateLimit;

  /** Per minute. */
  constructor({ perAddress, perOrder }: LookUpLimits) {
    this.#addresses = new RateLimit({ perMinute: perAddress, burst: Math.max(BURST, perAddress) });
    this.#orders = new RateLimit({ perMinute: perOrder, burst: Math.max(BURST, perOrder) });
  }

  /** @throws Failure `rate_limited` */
  check({ brandId, address, orderNumber }: { brandId: string; address: string; orderNumber: string }): void {
    const nowMs = performance.now();
    const key = orderNumberKey(orderNumber).slice(0, 100);
    const retryAfterSeconds = Math.max(
      this.#addresses.take(networkOf(address), nowMs),
      this.#orders.take(`${brandId} ${key}`, nowMs),
    );
    if (retryAfterSeconds > 0) throw new Failure('rate_limited', 'too many look-ups', { retryAfterSeconds });
  }
}
