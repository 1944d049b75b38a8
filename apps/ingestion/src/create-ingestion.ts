import { randomUUID } from 'node:crypto';
import type { Provider } from '@nestjs/common';
import { Brands, type Clock, createService, type RunningService, type ServiceParts } from '@tidings/platform';
import type { Logger } from 'pino';
import { CryptoReceiptIdentity } from './adapters/crypto/crypto-receipt-identity.js';
import { Backlog } from './adapters/http/keeps-up.guard.js';
import { watchFeeds } from './adapters/metrics/watch-feeds.js';
import { ConfiguredSources } from './adapters/plugins/configured-sources.js';
import { SignedDeliveries } from './adapters/plugins/signed-deliveries.js';
import { ErasureRepository } from './adapters/postgres/erasure.repository.js';
import { IntakeRepository } from './adapters/postgres/intake.repository.js';
import { migrations } from './adapters/postgres/migrations.js';
import { QuarantineRepository } from './adapters/postgres/quarantine.repository.js';
import { RetentionRepository } from './adapters/postgres/retention.repository.js';
import { SourceFiguresRepository } from './adapters/postgres/source-figures.repository.js';
import { SourceHealthRepository } from './adapters/postgres/source-health.repository.js';
import { ShopTaskRepository } from './adapters/postgres/shop-task.repository.js';
import { TrackingRepository } from './adapters/postgres/tracking.repository.js';
import { UnmappedRepository } from './adapters/postgres/unmapped.repository.js';
import { Background } from './adapters/schedule/background.js';
import { QuotaCare } from './adapters/schedule/quota-care.js';
import { SourceCare } from './adapters/schedule/source-care.js';
import { warnOperator } from './adapters/source-api/warn-operator.js';
import { IngestionModule } from './app.module.js';
import { composeFollowing } from './compose-following.js';
import { composeShops } from './compose-shops.js';
import type { IngestionConfig } from './config.js';
import { DeliveryCounts } from './core/count-deliveries.js';
import { DescribeSources } from './core/describe-sources.js';
import { EraseSubject } from './core/erase-subject.js';
import { ReceiveDelivery } from './core/receive-delivery.js';
import { QuarantineStore } from './ports/quarantine-store.js';
import { UnmappedStore } from './ports/unmapped-store.js';

export interface IngestionParts {
  readonly clock: Clock;
  readonly brands: Brands;
  readonly logger: Logger;
}

/**
 * Starts the service; its schema must have been migrated before.
 * @throws ConfigError when a brand's source cannot be used
 */
export async function createIngestion(config: IngestionConfig, own: IngestionParts): Promise<RunningService> {
  const sources = new ConfiguredSources(own.brands);
  return createService<unknown>({
    name: 'ingestion',
    logger: own.logger,
    natsUrl: config.natsUrl,
    database: { url: config.databaseUrl, schema: 'ingestion', migrations, poolSize: 6 },
    http: config,
    answersRpc: true,
    module: (parts) =>
      IngestionModule.with(compose(config, { ...own, ...parts, sources }), {
        needsOwnEvents: sources.all.some(
          ({ carrier, shop }) => carrier?.client !== undefined || shop?.publishesLinks === true,
        ),
      }),
  });
}

interface AllParts extends IngestionParts, ServiceParts<unknown> {
  readonly sources: ConfiguredSources;
}

function compose(
  config: IngestionConfig,
  { db, relay, rpc, clock, brands, logger, metrics, sources }: AllParts,
): Provider[] {
  const intakes = new IntakeRepository(db, {
    maxPending: config.maxWaitingDeliveries,
    onMessages: (messages) => relay.offer(messages),
  });
  const identity = new CryptoReceiptIdentity();
  const counts = new DeliveryCounts();
  const figures = new SourceFiguresRepository(db);
  const health = new SourceHealthRepository(db);
  const findSource = sources.find.bind(sources);
  const care = new SourceCare({ counts, figures, health, findSource, clock, logger, metrics });
  const retention = new RetentionRepository(db);
  const trackings = new TrackingRepository(db);
  const describe = new DescribeSources({ figures, health, trackings, clock });
  const named = sources.named();
  const describeAll = describe.describe.bind(describe);
  watchFeeds(metrics, named, describeAll);
  const quotas = new QuotaCare({ sources: named, describe: describeAll, logger });
  const receive = new ReceiveDelivery({ intakes, identity, counts, clock });
  const onNotice = warnOperator(logger, metrics);
  const asking = { clock, brands, logger, metrics, sources, receive, counts, onNotice };
  return [
    { provide: Brands, useValue: brands },
    { provide: ConfiguredSources, useValue: sources },
    { provide: Backlog, useValue: new Backlog(relay, config.maxRelayLagSeconds * 1_000) },
    { provide: SignedDeliveries, useValue: new SignedDeliveries({ sources, counts, clock }) },
    { provide: ReceiveDelivery, useValue: receive },
    {
      provide: EraseSubject,
      useValue: new EraseSubject({ store: new ErasureRepository(db), clock, newId: randomUUID }),
    },
    { provide: DescribeSources, useValue: describe },
    { provide: QuarantineStore, useValue: new QuarantineRepository(db) },
    { provide: UnmappedStore, useValue: new UnmappedRepository(db) },
    { provide: IntakeRepository, useValue: intakes },
    { provide: Background, useValue: new Background({ care, quotas, retention, clock, logger }) },
    ...composeFollowing({ trackings, ...asking }),
    ...composeShops({ config, tasks: new ShopTaskRepository(db), trackings, rpc, ...asking }),
  ];
}
