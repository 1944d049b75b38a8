import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Clock } from '@tidings/platform';
import type { Logger } from 'pino';
import type { KeepShop } from '../../core/shops/keep-shop.js';
import type { KeptShop, KeptShops } from '../../core/shops/kept-shop.js';
import type { ShopTaskStore } from '../../ports/shop-task-store.js';
import { type Repetition, repeat } from './repeat.js';

const LOOK_INTERVAL_MS = 1_000;
/** So that one shop with a long queue leaves the loop now and then. */
const ROUNDS_AT_ONCE = 20;

export interface ShopKeeperParts {
  readonly keep: KeepShop;
  readonly tasks: Pick<ShopTaskStore, 'dueShops'>;
  readonly shops: KeptShops;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Ends the requests under way, and what waits for its turn. */
  readonly endRequests: () => void;
}

/** Looks every second at which shop something is to be done; a slow shop holds up no other. Nest starts and stops it. */
export class ShopKeeper implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #parts: ShopKeeperParts;
  readonly #running = new Map<KeptShop, Promise<void>>();
  #repetition: Repetition | null = null;
  #hasBegun = false;
  #isStopped = false;

  constructor(parts: ShopKeeperParts) {
    this.#parts = parts;
  }

  onApplicationBootstrap(): void {
    if (this.#parts.shops.all.length === 0) return;
    this.#repetition = repeat(
      LOOK_INTERVAL_MS,
      () => this.#look(),
      (err) => this.#parts.logger.warn({ err }, 'what is to be done at the shops could not be looked up'),
    );
  }

  async onApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    await this.#repetition?.stop();
    this.#parts.endRequests();
    await Promise.all(this.#running.values());
  }

  async #look(): Promise<void> {
    const { keep, tasks, shops, clock } = this.#parts;
    if (!this.#hasBegun) for (const shop of shops.all) await keep.begin(shop);
    this.#hasBegun = true;
    for (const key of await tasks.dueShops(clock.now())) {
      const shop = shops.find(key);
      if (shop === undefined || this.#running.has(shop)) continue;
      this.#running.set(
        shop,
        this.#run(shop).finally(() => this.#running.delete(shop)),
      );
    }
  }

  async #run(shop: KeptShop): Promise<void> {
    try {
      for (let round = 0; round < ROUNDS_AT_ONCE && !this.#isStopped; round++)
        if (!(await this.#parts.keep.round(shop))) return;
    } catch (err) {
      if (this.#isStopped) return;
      const { brandId, source } = shop;
      this.#parts.logger.warn({ err, brandId, source }, 'what was to be done at a shop is done again later');
    }
  }
}
