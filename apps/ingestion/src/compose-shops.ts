import type { Provider } from '@nestjs/common';
import type { RpcClient } from '@tidings/messaging';
import { type Brands, type Clock, parseJson } from '@tidings/platform';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { RpcOrderPages } from './adapters/nats/rpc-order-pages.js';
import { ConfiguredShops } from './adapters/plugins/configured-shops.js';
import type { ConfiguredSources } from './adapters/plugins/configured-sources.js';
import { ShopKeeper } from './adapters/schedule/shop-keeper.js';
import { HTTP_LIMITS } from './adapters/source-api/http-limits.js';
import { HttpShopApi } from './adapters/source-api/http-shop-api.js';
import { warnOfShops } from './adapters/source-api/warn-of-shops.js';
import type { IngestionConfig } from './config.js';
import type { DeliveryCounts } from './core/count-deliveries.js';
import type { FollowNotice } from './core/following/follow-parcels.js';
import type { ReceiveDelivery } from './core/receive-delivery.js';
import { AskShop } from './core/shops/ask-shop.js';
import { KeepShop } from './core/shops/keep-shop.js';
import { PublishLinks } from './core/shops/publish-links.js';
import type { ShopTaskStore } from './ports/shop-task-store.js';
import type { SourceKey } from './ports/source-figures-store.js';
import type { TrackingStore } from './ports/tracking-store.js';

export interface ShopsParts {
  readonly config: Pick<IngestionConfig, 'publicUrl' | 'portalUrl'>;
  readonly tasks: ShopTaskStore;
  readonly trackings: TrackingStore;
  readonly sources: ConfiguredSources;
  readonly receive: ReceiveDelivery;
  readonly counts: DeliveryCounts;
  readonly rpc: RpcClient;
  readonly brands: Brands;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly onNotice: (shop: SourceKey, notice: FollowNotice) => void;
}

/** What is asked of the shops, and seen to there. */
export function composeShops(parts: ShopsParts): Provider[] {
  const { config, tasks, trackings, sources, receive, counts, rpc, brands, clock, logger } = parts;
  const kept = new ConfiguredShops(sources, config.publicUrl);
  const api = new HttpShopApi(kept.all, HTTP_LIMITS);
  const end = new AbortController();
  const dice = Math.random;
  const shops = new AskShop({
    feeds: trackings,
    api,
    counts,
    clock,
    dice,
    pause: (ms) => pause(ms, undefined, { signal: end.signal }),
    onFailure: (shop, failure, isOpen) => parts.onNotice(shop, { kind: 'failed', failure, isOpen }),
  });
  const pages = new RpcOrderPages(rpc, brands, config.portalUrl);
  const links = new PublishLinks({ tasks, shops, kept, pages, clock });
  const keep = new KeepShop({
    tasks,
    shops,
    links,
    receive,
    clock,
    dice,
    newId: randomUUID,
    parse: (body) => parseJson(Buffer.from(body)),
    onSubscriptions: warnOfShops(logger, parts.metrics),
  });
  const endRequests = (): void => {
    end.abort();
    api.close();
  };
  const keeper = new ShopKeeper({ keep, tasks, shops: kept, clock, logger, endRequests });
  return [
    { provide: PublishLinks, useValue: links },
    { provide: ShopKeeper, useValue: keeper },
  ];
}
