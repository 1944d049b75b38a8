import type { Provider } from '@nestjs/common';
import type { Brands, Clock } from '@tidings/platform';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { watchFollowing } from './adapters/metrics/watch-following.js';
import { ConfiguredFollowing } from './adapters/plugins/configured-following.js';
import type { ConfiguredSources } from './adapters/plugins/configured-sources.js';
import { Poller } from './adapters/schedule/poller.js';
import { HTTP_LIMITS } from './adapters/source-api/http-limits.js';
import { HttpSourceApi } from './adapters/source-api/http-source-api.js';
import type { DeliveryCounts } from './core/count-deliveries.js';
import { EnrolParcels } from './core/following/enrol-parcels.js';
import { FollowParcels, type FollowParts } from './core/following/follow-parcels.js';
import type { ReceiveDelivery } from './core/receive-delivery.js';
import { TrackingStore } from './ports/tracking-store.js';

export interface FollowingParts {
  readonly trackings: TrackingStore;
  readonly clock: Clock;
  readonly brands: Brands;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly sources: ConfiguredSources;
  readonly receive: ReceiveDelivery;
  readonly counts: DeliveryCounts;
  readonly onNotice: FollowParts['onNotice'];
}

/** Who asks the sources, and about what. */
export function composeFollowing(parts: FollowingParts): Provider[] {
  const { trackings: store, clock, brands, logger, metrics, sources, receive, counts, onNotice } = parts;
  const following = new ConfiguredFollowing(brands, sources);
  const api = new HttpSourceApi(following.all, HTTP_LIMITS);
  const dice = Math.random;
  watchFollowing(metrics, store);
  const follow = new FollowParcels({
    store,
    api,
    receive,
    counts,
    following,
    clock,
    dice,
    newId: randomUUID,
    onNotice,
  });
  const poller = new Poller({
    follow,
    store,
    findSource: (key) => following.find(key),
    clock,
    logger,
    endRequests: () => api.close(),
  });
  return [
    { provide: EnrolParcels, useValue: new EnrolParcels({ store, following, clock, dice }) },
    { provide: TrackingStore, useValue: store },
    { provide: Poller, useValue: poller },
  ];
}
