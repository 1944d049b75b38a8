import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import {
  commerceOrderRecorded,
  decisionMessageRequested,
  decisionsConfirm,
  type EventContract,
  type EventOccasion,
  type MessageRequest,
  privacySubjectErased,
  type ReplyOf,
  type RequestOf,
  streams,
  toOutgoing,
} from '@tidings/contracts';
import { createDatabase, migratedTemplate } from '@tidings/database';
import { AnswerRpc, type Bus, connectBus, ensureStreams, rpcServerOptions } from '@tidings/messaging';
import { AdvanceableClock, Brands, createLogger, type RunningService } from '@tidings/platform';
import {
  buildAnswer,
  buildParcelAnswer,
  createTestDatabase,
  type MailSink,
  type RunningNats,
  startNats,
  type TestDatabase,
} from '@tidings/testing';
import { type Kysely, sql } from 'kysely';
import { migrations } from '../adapters/postgres/migrations.js';
import { readNotifierConfig } from '../config.js';
import { createNotifier } from '../create-notifier.js';
import { buildBrand, buildRequest, NOW } from './fakes.js';

/** Stands in for the engine: says of which messages it is asked that they are still true. */
@Controller()
class EngineDouble {
  @AnswerRpc(decisionsConfirm)
  async confirm({ messages }: RequestOf<typeof decisionsConfirm>): Promise<ReplyOf<typeof decisionsConfirm>> {
    const confirmed = messages.flatMap(({ key }) =>
      key.includes('untrue') ? [] : [{ key, answer: buildAnswer([buildParcelAnswer()]) }],
    );
    return Promise.resolve({ confirmed });
  }
}

@Module({ controllers: [EngineDouble] })
class EngineDoubleModule {}

const quiet = createLogger({ service: 'spec', level: 'silent' });
const causation = { correlationId: 'c', causationId: null, traceparent: null };

/** Past NATS's own recognition of repeats, so that what is seen is the service's. */
async function publish<Data>(
  bus: Bus,
  contract: EventContract<Data>,
  occasion: Omit<EventOccasion<Data>, keyof typeof causation>,
): Promise<void> {
  const { subject, payload } = toOutgoing(contract, { ...causation, ...occasion });
  await bus.js.publish(subject, payload);
}

interface StageParts {
  readonly nats: RunningNats;
  readonly database: TestDatabase;
  readonly db: Kysely<unknown>;
  readonly bus: Bus;
  readonly engine: { close(): Promise<void> };
}

/** NATS, Postgres, the engine's double and any number of notifiers. */
export class Stage {
  readonly clock = new AdvanceableClock(NOW);
  /** What the notifiers logged that a person should see. */
  readonly logged: string[] = [];
  readonly #brands = new Brands([buildBrand('northwind'), buildBrand('lumen')]);
  readonly #parts: StageParts;
  #running: RunningService[] = [];

  private constructor(parts: StageParts) {
    this.#parts = parts;
  }

  static async set(): Promise<Stage> {
    const nats = await startNats();
    const database = await createTestDatabase(migratedTemplate('notifier', migrations));
    const { url } = database;
    const db = createDatabase<unknown>({ url, schema: 'notifier', applicationName: 'spec', log: quiet });
    const bus = await connectBus({ servers: nats.url, name: 'spec', log: quiet });
    await ensureStreams(bus, Object.values(streams));
    const engine = await NestFactory.createMicroservice(EngineDoubleModule, {
      ...rpcServerOptions({ servers: nats.url, service: 'decision-engine' }),
      logger: false,
    });
    await engine.listen();
    return new Stage({ nats, database, db, bus, engine });
  }

  get bus(): Bus {
    return this.#parts.bus;
  }

  get db(): Kysely<unknown> {
    return this.#parts.db;
  }

  async startNotifier(sink: MailSink, { leaseSeconds = 60 } = {}): Promise<RunningService> {
    const { database, nats } = this.#parts;
    const env = {
      DATABASE_URL: database.url,
      NATS_URL: nats.url,
      HOST: '127.0.0.1',
      PORT: '0',
      SMTP_URL: sink.url,
      LEASE_SECONDS: String(leaseSeconds),
    };
    const destination = { write: (line: string) => void this.logged.push(line) };
    const logger = createLogger({ service: 'notifier', level: 'error', destination });
    const own = { clock: this.clock, brands: this.#brands, logger };
    const service = await createNotifier(readNotifierConfig(env), own);
    this.#running.push(service);
    return service;
  }

  async request(brandId: string, over: Partial<MessageRequest> = {}): Promise<void> {
    const data = buildRequest(over);
    await publish(this.bus, decisionMessageRequested, { brandId, occurredAt: NOW, data });
  }

  async recordOrder(
    brandId: string,
    number: string,
    { email = `${brandId}@example.org`, updatedAt = NOW } = {},
  ): Promise<void> {
    const data = commerceOrderRecorded.schema.parse({
      receiptId: 'receipt',
      source: 'shop',
      receivedAt: NOW,
      order: { number, placedAt: NOW, updatedAt, lines: [] },
      contact: { email },
    });
    await publish(this.bus, commerceOrderRecorded, { brandId, occurredAt: NOW, data });
  }

  async erase(brandId: string, number: string, erasedAt: string): Promise<void> {
    const data = { erasureId: `${brandId}-${number}`, orderNumbers: [number], erasedAt };
    await publish(this.bus, privacySubjectErased, { brandId, occurredAt: erasedAt, data });
  }

  /** An end to every notifier, and to what they wrote. */
  async clear(): Promise<void> {
    const running = this.#running.splice(0);
    await Promise.all(running.map((service) => service.close()));
    await sql`truncate send, contact, suppression, departure, outbox`.execute(this.db);
  }

  async stop(): Promise<void> {
    const { engine, bus, db, database, nats } = this.#parts;
    await engine.close();
    await bus.close();
    await db.destroy();
    await database.drop();
    await nats.stop();
  }
}

/** Polls until the statement gives the wanted rows. @throws after ten seconds, with what it gave last */
export async function untilRows(
  db: Kysely<unknown>,
  statement: string,
  wanted: readonly object[],
): Promise<void> {
  const deadline = performance.now() + 10_000;
  const goal = JSON.stringify(wanted);
  for (;;) {
    const rows = JSON.stringify((await sql.raw(statement).execute(db)).rows);
    if (rows === goal) return;
    if (performance.now() > deadline) throw new Error(`rows are ${rows}, not ${goal}`);
  }
}
