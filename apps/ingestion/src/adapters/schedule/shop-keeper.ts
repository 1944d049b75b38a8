import type { Clock } from '@tidings/platform';
import type { Logger } from 'pino';
import type { KeepShop } from '../../core/shops/keep-shop.js';
import type { KeptShop, KeptShops } from '../../core/shops/kept-shop.js';
import type { ShopTaskStore } from '../../ports/shop-task-store.js';
import { Rounds } from './rounds.js';

export interface ShopKeeperParts {
  readonly keep: KeepShop;
  readonly tasks: Pick<ShopTaskStore, 'dueShops'>;
  readonly shops: KeptShops;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Ends the requests under way, and what waits for its turn. */
  readonly endRequests: () => void;
}

/** Does what is due at the shops. */
export class ShopKeeper extends Rounds<KeptShop> {
  readonly #hasShops: boolean;

  constructor({ keep, tasks, shops, clock, logger, endRequests }: ShopKeeperParts) {
    let hasBegun = false;
    const due = async (): Promise<readonly KeptShop[]> => {
      if (!hasBegun) for (const shop of shops.all) await keep.begin(shop);
      hasBegun = true;
      return (await tasks.dueShops(clock.now())).flatMap((key) => shops.find(key) ?? []);
    };
    super({
      due,
      round: (shop) => keep.round(shop),
      onLookFailed: (err) => logger.warn({ err }, 'what is to be done at the shops could not be looked up'),
      onRoundFailed({ brandId, source }, err, isStopping) {
        if (isStopping) return;
        logger.warn({ err, brandId, source }, 'what was to be done at a shop is done again later');
      },
      endRequests,
    });
    this.#hasShops = shops.all.length > 0;
  }

  override onApplicationBootstrap(): void {
    if (this.#hasShops) super.onApplicationBootstrap();
  }
}
