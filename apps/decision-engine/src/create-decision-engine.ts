import { randomBytes, randomUUID } from 'node:crypto';
import type { Provider } from '@nestjs/common';
import { toMillis } from '@tidings/domain';
import {
  Brands,
  type Clock,
  createService,
  type RunningService,
  type ServiceParts,
  uuidV7,
} from '@tidings/platform';
import type { Logger } from 'pino';
import { ConfiguredBrandRules } from './adapters/brands/configured-brand-rules.js';
import { ClockLoop } from './adapters/clock/clock-loop.js';
import { BusIntake } from './adapters/nats/bus-intake.js';
import { INTAKE_CONSUMERS } from './adapters/nats/changes.consumer.js';
import { migrations } from './adapters/postgres/migrations.js';
import { PostgresDecisionLog } from './adapters/postgres/postgres-decision-log.js';
import { PostgresIncidentStore } from './adapters/postgres/postgres-incident-store.js';
import { PostgresPolicyStore } from './adapters/postgres/postgres-policy-store.js';
import { PostgresDurationStore } from './adapters/postgres/postgres-duration-store.js';
import { PostgresOrderStore } from './adapters/postgres/postgres-order-store.js';
import { PostgresPromiseBook } from './adapters/postgres/postgres-promise-book.js';
import { PostgresShadowBook } from './adapters/postgres/postgres-shadow-book.js';
import { PostgresStatementBook } from './adapters/postgres/postgres-statement-book.js';
import { PostgresSourceSight } from './adapters/postgres/postgres-source-sight.js';
import { type EngineSchema, SCHEMA } from './adapters/postgres/schema.js';
import { DecisionEngineModule } from './app.module.js';
import type { DecisionEngineConfig } from './config.js';
import { ApplyPolicy } from './core/apply-policy.js';
import { ChooseForCase } from './core/choose-for-case.js';
import { ConfirmMessages } from './core/confirm-messages.js';
import { DurationsBoard } from './core/durations-board.js';
import { LearnDurations } from './core/learn-durations.js';
import { IncidentBoard } from './core/incident-board.js';
import { PolicyBoard } from './core/policy-board.js';
import { ProcessChanges } from './core/process-changes.js';
import { WatchIncidents } from './core/watch-incidents.js';
import { SourceWatch } from './core/watch-sources.js';
import { BrandRulesSource } from './ports/brand-rules.js';
import { DurationStore } from './ports/duration-store.js';
import { DecisionLog } from './ports/decision-log.js';
import { IncidentStore } from './ports/incident-store.js';
import { PolicyStore } from './ports/policy-store.js';
import { PromiseBook } from './ports/promise-book.js';
import { ShadowBook } from './ports/shadow-book.js';
import { StatementBook } from './ports/statement-book.js';

export interface DecisionEngineDependencies {
  readonly brands: Brands;
  readonly clock: Clock;
  readonly logger: Logger;
}

const CLOCK_MAX_AGE_MS = 15_000;

/** Starts the engine: it decides whether and when to speak, and nobody else does. */
export async function createDecisionEngine(
  config: DecisionEngineConfig,
  { clock, logger, brands }: DecisionEngineDependencies,
): Promise<RunningService> {
  const rules = await ConfiguredBrandRules.load(brands, config.brandsFolder);
  return createService<EngineSchema>({
    name: 'decision-engine',
    logger,
    natsUrl: config.natsUrl,
    database: { url: config.databaseUrl, schema: SCHEMA, migrations, poolSize: 6 },
    http: { host: config.host, port: config.port },
    answersRpc: true,
    module: (parts) => DecisionEngineModule.with(compose(parts, { brands, rules, clock })),
  });
}

interface Composition {
  readonly brands: Brands;
  readonly rules: BrandRulesSource;
  readonly clock: Clock;
}

function compose(parts: ServiceParts<EngineSchema>, { brands, rules, clock }: Composition): Provider[] {
  const { db, relay, bus, logger, readiness } = parts;
  const store = new PostgresOrderStore(db, (messages) => relay.offer(messages));
  const sources = new SourceWatch(new PostgresSourceSight(db), clock);
  const policies = new PostgresPolicyStore(db);
  const lessons = new PostgresDurationStore(db);
  const durations = new DurationsBoard(lessons);
  const board = new PolicyBoard({ configured: rules, policies, durations, log: logger });
  const incidents = new PostgresIncidentStore(db);
  const brandsInUse = new IncidentBoard({ rules: board, incidents, clock });
  const watch = new WatchIncidents({ incidents, clock, newId: randomUUID, log: logger });
  const shared = { store, brands: brandsInUse, visibility: sources, clock };
  const newToken = (): string => randomBytes(16).toString('base64url');
  // An order's rows follow its id: those that live at one time lie together.
  const newId = (): string => uuidV7(toMillis(clock.now()), randomUUID());
  const changes = new ProcessChanges({ ...shared, newId, newToken });
  const intake = new BusIntake({ bus, clock, consumers: INTAKE_CONSUMERS });
  const learner = new LearnDurations({ store: lessons, configured: rules, clock });
  const clockLoop = new ClockLoop({
    changes,
    boards: [board, sources, { refresh: () => watch.look() }, brandsInUse],
    learner,
    intake,
    logger,
  });
  clock.onJump(() => clockLoop.wake());
  readiness.add('clock', () => {
    const ageMs = clockLoop.ageMs();
    return ageMs > CLOCK_MAX_AGE_MS ? `the clock last ran ${Math.round(ageMs / 1_000)} s ago` : null;
  });
  return [
    { provide: Brands, useValue: brands },
    { provide: ProcessChanges, useValue: changes },
    { provide: SourceWatch, useValue: sources },
    { provide: ConfirmMessages, useValue: new ConfirmMessages({ ...shared, intake }) },
    { provide: ChooseForCase, useValue: new ChooseForCase(store, changes) },
    {
      provide: BrandRulesSource,
      // Before anything is consumed; where the database cannot be asked yet, the clock tries again.
      useFactory: () => Promise.allSettled([board.refresh(), brandsInUse.refresh()]).then(() => brandsInUse),
    },
    { provide: DurationStore, useValue: lessons },
    { provide: PolicyStore, useValue: policies },
    { provide: ApplyPolicy, useValue: new ApplyPolicy({ policies, configured: rules, clock }) },
    { provide: ShadowBook, useValue: new PostgresShadowBook(db) },
    { provide: WatchIncidents, useValue: watch },
    { provide: IncidentStore, useValue: incidents },
    { provide: StatementBook, useValue: new PostgresStatementBook(db) },
    { provide: DecisionLog, useValue: new PostgresDecisionLog(db) },
    { provide: PromiseBook, useValue: new PostgresPromiseBook(db) },
    { provide: ClockLoop, useValue: clockLoop },
  ];
}
