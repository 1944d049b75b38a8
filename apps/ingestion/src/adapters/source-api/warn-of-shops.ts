import type { Logger } from 'pino';
import { Counter, type Registry } from 'prom-client';
import type { KeepShopParts } from '../../core/shops/keep-shop.js';

/** Tells the operator of subscriptions that a shop had dropped, or will not take. */
export function warnOfShops(logger: Logger, metrics: Registry): KeepShopParts['onSubscriptions'] {
  const changes = new Counter({
    name: 'ingestion_shop_subscriptions_total',
    help: 'Webhook subscriptions that a shop had dropped and that were made again, or that it refused.',
    labelNames: ['brand', 'source', 'outcome'],
    registers: [metrics],
  });
  return ({ brandId, source }, { lost, refused }) => {
    const labels = { brand: brandId, source };
    if (lost.length > 0) {
      changes.inc({ ...labels, outcome: 'lost' }, lost.length);
      logger.warn(
        { alert: 'shop_subscriptions_lost', brandId, source, topics: lost },
        'the shop had stopped delivering: its subscriptions are made again, and what changed is looked for',
      );
    }
    if (refused.length === 0) return;
    changes.inc({ ...labels, outcome: 'refused' }, refused.length);
    logger.error(
      { alert: 'shop_subscriptions_refused', brandId, source, topics: refused },
      'the shop does not deliver these; is a permission missing?',
    );
  };
}
