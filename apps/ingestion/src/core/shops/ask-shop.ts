import {
  type ApiFailure,
  type ApiRequest,
  type Called,
  converse,
  type Conversation,
  type Conversed,
} from '@tidings/http-client';
import type { Clock } from '@tidings/platform';
import type { ShopApi } from '../../ports/shop-api.js';
import type { TrackingStore } from '../../ports/tracking-store.js';
import type { DeliveryCounts } from '../count-deliveries.js';
import {
  admitRequests,
  circuitOf,
  isPaused,
  noteOutcome,
  spendRequests,
} from '../following/admit-requests.js';
import type { KeptShop } from './kept-shop.js';

export interface AskShopParts {
  readonly feeds: Pick<TrackingStore, 'changeFeed'>;
  readonly api: ShopApi;
  readonly counts: Pick<DeliveryCounts, 'note'>;
  readonly clock: Pick<Clock, 'now'>;
  /** 0..1 */
  readonly dice: () => number;
  /** Lets so many milliseconds pass. */
  readonly pause: (ms: number) => Promise<void>;
  readonly onFailure: (shop: KeptShop, failure: ApiFailure, isOpen: boolean) => void;
}

const LOOK_AGAIN_MS = 200;

/** Holds conversations with shops, at their pace, which all replicas keep together. */
export class AskShop {
  readonly #parts: AskShopParts;

  constructor(parts: AskShopParts) {
    this.#parts = parts;
  }

  ask<Result>(shop: KeptShop, conversation: Conversation<Result>): Promise<Conversed<Result>> {
    return converse(conversation, (request) => this.#call(shop, request));
  }

  async #call(shop: KeptShop, request: ApiRequest): Promise<Called> {
    const refused = await this.#awaitTurn(shop);
    if (refused !== null) return { failure: refused };
    const called = await this.#parts.api.call(shop, request);
    await this.#note(shop, 'failure' in called ? called.failure : null);
    return called;
  }

  /** @returns a failure where the shop wants to be left alone */
  async #awaitTurn(shop: KeptShop): Promise<ApiFailure | null> {
    const { feeds, clock, pause } = this.#parts;
    for (;;) {
      const asOf = clock.now();
      let isAdmitted = false;
      const { limits } = shop.storefront;
      const feed = await feeds.changeFeed(shop, (before) => {
        isAdmitted = admitRequests(before, limits, { wanted: 1, asOf }) > 0;
        return isAdmitted ? { ...before, ...spendRequests(before, limits, { requests: 1, asOf }) } : before;
      });
      if (isAdmitted) return null;
      if (isPaused(feed, asOf)) return { code: 'rate_limited', message: 'it is not asked for now' };
      await pause(LOOK_AGAIN_MS);
    }
  }

  async #note(shop: KeptShop, failure: ApiFailure | null): Promise<void> {
    const { feeds, clock, dice, counts, onFailure } = this.#parts;
    const asOf = clock.now();
    const seen = failure === null ? { isProof: true } : { failedPolls: 1 };
    counts.note(shop, { at: asOf, polls: 1, ...seen });
    const feed = await feeds.changeFeed(shop, (before) => ({
      ...before,
      ...noteOutcome(before, { failure, asOf, dice: dice() }),
      ...(failure === null
        ? { lastAnswerAt: asOf }
        : { lastFailureAt: asOf, lastFailure: `${failure.code}: ${failure.message}`.slice(0, 300) }),
    }));
    if (failure !== null) onFailure(shop, failure, circuitOf(feed, asOf) === 'open');
  }
}
