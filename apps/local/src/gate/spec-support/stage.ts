import { createAnswers, readAnswersConfig } from '@tidings/answers';
import { decisionMessageRequested, streams } from '@tidings/contracts';
import { createDecisionEngine, readDecisionEngineConfig } from '@tidings/decision-engine';
import { addHours, type Instant } from '@tidings/domain';
import { createIngestion, readIngestionConfig } from '@tidings/ingestion';
import { type Bus, connectBus, createRpcClient, ensureStreams, type RpcClient } from '@tidings/messaging';
import { createNotifier, readNotifierConfig } from '@tidings/notifier';
import { AdvanceableClock, Brands, createLogger, readBrand, type RunningService } from '@tidings/platform';
import pg from 'pg';
import type { Logger } from 'pino';
import type { MailServer } from '../../harness/mail-server.js';
import { readBacklog } from '../../harness/read-backlog.js';
import type { ServiceName } from '../../harness/services.js';
import { startTestInfrastructure } from '../../harness/spec-support/start-test-infrastructure.js';
import { Teardown } from '../../harness/teardown.js';
import { until, untilSteady } from '../../harness/until.js';
import { brandDocument, type BrandSettings, type TestBrand, testBrands } from '../../harness/write-brands.js';
import { readUnsettled } from './read-envelopes.js';

/** A Monday morning. */
export const NOW = '2026-05-04T10:00:00.000Z';

const SETTLE_TIMEOUT_MS = 120_000;

const usual: BrandSettings = { breakerHourlyFloor: 1_000_000, speaksFrom: '2026-01-01T00:00:00.000Z' };

interface StageOptions extends Partial<BrandSettings> {
  readonly withAnswers?: boolean;
}

/** A log line that a person is meant to act on. */
export interface Alert {
  readonly alert: string;
  readonly [field: string]: unknown;
}

interface Ground {
  readonly databaseUrl: string;
  readonly natsUrl: string;
  readonly mail: MailServer;
  readonly pool: pg.Pool;
  readonly bus: Bus;
  readonly rpc: RpcClient;
  readonly brands: Brands;
}

/** The services in this process over real servers, with a clock that stands still until it is moved. */
export class Stage {
  readonly clock = new AdvanceableClock(NOW);
  readonly alerts: Alert[] = [];
  readonly #ground: Ground;
  readonly #teardown: Teardown;
  readonly #running: { readonly name: ServiceName; readonly service: RunningService }[] = [];

  private constructor(ground: Ground, teardown: Teardown) {
    this.#ground = ground;
    this.#teardown = teardown;
  }

  /** Servers and schemas, and one of each service that has to do with speaking; `answers` where it is asked. */
  static async set({ withAnswers = false, ...settings }: StageOptions = {}): Promise<Stage> {
    const teardown = new Teardown();
    const stage = new Stage(await layGround(teardown, { ...usual, ...settings }), teardown);
    if (withAnswers) await stage.start('answers');
    await stage.start('notifier', 'decision-engine', 'ingestion');
    return stage;
  }

  get pool(): pg.Pool {
    return this.#ground.pool;
  }

  get bus(): Bus {
    return this.#ground.bus;
  }

  get rpc(): RpcClient {
    return this.#ground.rpc;
  }

  get mails(): MailServer['mails'] {
    return this.#ground.mail.mails;
  }

  urlOf(name: ServiceName): string {
    const found = this.#running.find((each) => each.name === name);
    if (found === undefined) throw new Error(`${name} does not run`);
    return found.service.url;
  }

  /** Consumers before producers; a name given twice makes two replicas. */
  async start(...names: readonly ServiceName[]): Promise<void> {
    for (const name of names) this.#running.push({ name, service: await this.#launch(name) });
  }

  /** Every replica of these, as an orderly stop does it. */
  async stop(...names: readonly ServiceName[]): Promise<void> {
    for (const name of names) {
      for (const each of this.#running.filter((running) => running.name === name)) {
        this.#running.splice(this.#running.indexOf(each), 1);
        await each.service.close();
      }
    }
  }

  async strike(): Promise<void> {
    await this.stop('ingestion', 'decision-engine', 'notifier', 'answers');
    await this.#teardown.run();
  }

  /** Until everything that came in is decided and said or held, and nothing is due. */
  async settle(): Promise<void> {
    await untilSteady('everything is worked off', SETTLE_TIMEOUT_MS, () => this.#isQuiet());
  }

  /** Until the engine has worked off all reports, and so many messages wait for a notifier that does not run. */
  async untilAsked(messages: number): Promise<void> {
    await until(`${messages} messages are asked for`, SETTLE_TIMEOUT_MS, async () => {
      const { pending, outbox } = await readBacklog({ client: this.pool, connection: this.bus.connection });
      const isDecided = pending['decision-engine-reports'] === 0 && outbox['engine'] === 0;
      if (!isDecided) return null;
      const asked = await readUnsettled(this.bus, decisionMessageRequested, 'notifier-messages');
      return asked.length === messages ? true : null;
    });
  }

  /** Moves the clock ahead in steps, and lets whatever becomes due be done at each. */
  async pass(
    hours: number,
    { stepHours, onStep }: { stepHours: number; onStep?: () => Promise<unknown> },
  ): Promise<void> {
    const end = addHours(this.clock.now(), hours);
    while (this.clock.now() < end) {
      const next: Instant = addHours(this.clock.now(), stepHours);
      this.clock.advanceTo(next < end ? next : end);
      await onStep?.();
      await this.settle();
    }
  }

  /** A metric's samples, each with its labels. */
  async metric(name: ServiceName, metric: string): Promise<Record<string, string | number>[]> {
    const page = await (await fetch(`${this.urlOf(name)}/metrics`)).text();
    const samples = page.split('\n').filter((line) => line.startsWith(`${metric}{`));
    return samples.map((line) => {
      const labels = [...line.matchAll(/(\w+)="([^"]*)"/g)].map(([, label = '', value = '']) => [
        label,
        value,
      ]);
      return { ...Object.fromEntries(labels), value: Number(line.slice(line.lastIndexOf(' ') + 1)) };
    });
  }

  async rows<Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
    return (await this.pool.query<Row>(statement, [...values])).rows;
  }

  async #isQuiet(): Promise<boolean> {
    const { pool: client, bus } = this.#ground;
    const { pending, outbox } = await readBacklog({ client, connection: bus.connection });
    const [counted] = await this.rows<{ due: number }>(
      `select ((select count(*) from engine.orders where due_at <= $1)
        + (select count(*) from notifier.send
          where state in ('waiting', 'leased') or (state = 'held' and because = 'cannot_confirm')))::integer as due`,
      [this.clock.now()],
    );
    return (
      counted?.due === 0 && [pending, outbox].every((counts) => Object.values(counts).every((n) => n === 0))
    );
  }

  #launch(name: ServiceName): Promise<RunningService> {
    const { databaseUrl, natsUrl, mail, brands } = this.#ground;
    const env = {
      DATABASE_URL: databaseUrl,
      NATS_URL: natsUrl,
      SMTP_URL: mail.url,
      HOST: '127.0.0.1',
      PORT: '0',
      DIGEST_SECRET: 'digest secret of a test run',
    };
    const parts = { clock: this.clock, brands, logger: this.#logger(name) };
    switch (name) {
      case 'answers':
        return createAnswers(readAnswersConfig(env), parts);
      case 'notifier':
        return createNotifier(readNotifierConfig(env), parts);
      case 'decision-engine':
        return createDecisionEngine(readDecisionEngineConfig(env), parts);
      case 'ingestion':
        return createIngestion(readIngestionConfig(env), parts);
    }
  }

  #logger(service: string): Logger {
    const note = (line: string): void => {
      const record = JSON.parse(line) as Partial<Alert>;
      if (record.alert !== undefined) this.alerts.push(record as Alert);
    };
    return createLogger({ service, level: 'error', destination: { write: note } });
  }
}

async function layGround(teardown: Teardown, settings: BrandSettings): Promise<Ground> {
  const { postgres, nats, mail } = await startTestInfrastructure(teardown);
  const pool = teardown.add(new pg.Pool({ connectionString: postgres.url, max: 3 }), (it) => it.end());
  pool.on('error', () => undefined);
  const log = createLogger({ service: 'spec', level: 'silent' });
  const bus = teardown.add(await connectBus({ servers: nats.url, name: 'spec', log }), (it) => it.close());
  await ensureStreams(bus, Object.values(streams));
  const rpc = teardown.add(createRpcClient({ servers: nats.url, name: 'spec' }), (it) => it.close());
  const brands = new Brands(testBrands.map((brand) => readTestBrand(brand, settings)));
  return { databaseUrl: postgres.url, natsUrl: nats.url, mail, pool, bus, rpc, brands };
}

function readTestBrand(brand: TestBrand, settings: BrandSettings) {
  const { brand: read, problems } = readBrand(brand.id, brandDocument(brand, settings), {});
  if (read === null) throw new Error(problems.join('; '));
  return read;
}
