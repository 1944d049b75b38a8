import type { Provider } from '@nestjs/common';
import { Publisher } from '@tidings/messaging';
import {
  Brands,
  type Clock,
  createService,
  PublishedShowings,
  RateLimit,
  type RunningService,
} from '@tidings/platform';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import { HmacProofDigest } from './adapters/crypto/hmac-proof-digest.js';
import { migrations } from './adapters/postgres/migrations.js';
import { ProofRepository } from './adapters/postgres/proof.repository.js';
import { SnapshotRepository } from './adapters/postgres/snapshot.repository.js';
import { AnswersModule } from './app.module.js';
import type { AnswersConfig } from './config.js';
import { GetOrder } from './core/get-order.js';
import { RecordProofs } from './core/record-proofs.js';
import { TellOrderStatus } from './core/tell-order-status.js';
import { Showings } from './ports/showings.js';
import { SnapshotStore } from './ports/snapshot-store.js';

export interface AnswersParts {
  readonly clock: Clock;
  readonly brands: Brands;
  readonly logger: Logger;
}

/** Starts the service; its schema must have been migrated before. */
export async function createAnswers(config: AnswersConfig, own: AnswersParts): Promise<RunningService> {
  return createService<unknown>({
    name: 'answers',
    logger: own.logger,
    natsUrl: config.natsUrl,
    database: { url: config.databaseUrl, schema: 'answers', migrations },
    http: config,
    answersRpc: true,
    module: ({ db, bus }) => {
      const { clock, logger } = own;
      const shown = new PublishedShowings({ face: 'bot', publisher: new Publisher(bus), clock, logger });
      return AnswersModule.with([...compose(config, own, db), { provide: Showings, useValue: shown }]);
    },
  });
}

function compose(config: AnswersConfig, { brands, clock }: AnswersParts, db: Kysely<unknown>): Provider[] {
  const snapshots = new SnapshotRepository(db);
  const proofs = new ProofRepository(db);
  const digest = new HmacProofDigest(config.digestSecret);
  return [
    { provide: Brands, useValue: brands },
    { provide: SnapshotStore, useValue: snapshots },
    { provide: RecordProofs, useValue: new RecordProofs(proofs, digest) },
    { provide: TellOrderStatus, useValue: new TellOrderStatus({ snapshots, proofs, digest, clock }) },
    { provide: GetOrder, useValue: new GetOrder(snapshots, clock) },
    { provide: RateLimit, useValue: new RateLimit({ perMinute: config.questionsPerMinute }) },
  ];
}
