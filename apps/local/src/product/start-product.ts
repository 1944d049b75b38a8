import { randomBytes } from 'node:crypto';
import { answersMigrations, createAnswers, readAnswersConfig } from '@tidings/answers';
import { migrate, type Migration } from '@tidings/database';
import {
  createDecisionEngine,
  decisionEngineMigrations,
  readDecisionEngineConfig,
} from '@tidings/decision-engine';
import { createIngestion, ingestionMigrations, readIngestionConfig } from '@tidings/ingestion';
import { createNotifier, notifierMigrations, readNotifierConfig } from '@tidings/notifier';
import { type Clock, createLogger, loadBrands, type RunningService } from '@tidings/platform';
import type { Logger } from 'pino';
import type { Infrastructure } from '../harness/start-infrastructure.js';
import type { Teardown } from '../harness/teardown.js';
import type { Doors } from '../stories/play-deed.js';

export interface Product {
  readonly urls: { readonly ingestion: string; readonly engine: string; readonly answers: string };
  doorsOf(brandId: string): Doors;
  /** Settles when a service cannot go on. */
  readonly fatal: Promise<Error>;
}

export interface ProductOptions {
  readonly infrastructure: Infrastructure;
  /** The repository's `brands`. */
  readonly brandsFolder: string;
  readonly clock: Clock;
  readonly logLevel: 'info' | 'warn' | 'error' | 'silent';
  /** The first of a row of ports; 0: any that are free. */
  readonly firstPort: number;
}

const schemas: readonly { readonly schema: string; readonly migrations: readonly Migration[] }[] = [
  { schema: 'ingestion', migrations: ingestionMigrations },
  { schema: 'engine', migrations: decisionEngineMigrations },
  { schema: 'notifier', migrations: notifierMigrations },
  { schema: 'answers', migrations: answersMigrations },
];

/** Keys and secrets that `brands/` asks for; made anew for each run, since nothing outside needs to know them. */
const SECRETS = [
  'NORTHWIND_API_KEY',
  'NORTHWIND_EASYPOST_SECRET',
  'NORTHWIND_WAREHOUSE_SECRET',
  'NORTHWIND_SHOP_SECRET',
  'LUMEN_API_KEY',
  'LUMEN_SHIPPO_SECRET',
  'LUMEN_WAREHOUSE_SECRET',
  'LUMEN_SHOPIFY_SECRET',
] as const;

type Secrets = Readonly<Record<(typeof SECRETS)[number], string>>;

/** All services in this process, over servers that run beside it: the shape in which a small shop runs them. */
export async function startProduct(teardown: Teardown, options: ProductOptions): Promise<Product> {
  const { infrastructure, clock, brandsFolder, firstPort } = options;
  for (const schema of schemas) await migrate({ url: infrastructure.postgres.url, ...schema });
  const secrets = Object.fromEntries(
    SECRETS.map((name) => [name, randomBytes(24).toString('base64url')]),
  ) as Secrets;
  const brands = await loadBrands(brandsFolder, secrets);
  const env = (index: number): Record<string, string> => ({
    DATABASE_URL: infrastructure.postgres.url,
    NATS_URL: infrastructure.nats.url,
    SMTP_URL: infrastructure.mail.url,
    BRANDS_FOLDER: brandsFolder,
    HOST: '127.0.0.1',
    PORT: String(firstPort === 0 ? 0 : firstPort + index),
    DIGEST_SECRET: randomBytes(24).toString('base64url'),
  });
  const parts = (service: string): { clock: Clock; brands: typeof brands; logger: Logger } => {
    return { clock, brands, logger: createLogger({ service, level: options.logLevel }) };
  };
  const run = async (service: Promise<RunningService>): Promise<RunningService> =>
    teardown.add(await service, (it) => it.close());
  // Consumers before producers.
  const answers = await run(createAnswers(readAnswersConfig(env(4)), parts('answers')));
  const notifier = await run(createNotifier(readNotifierConfig(env(3)), parts('notifier')));
  const engine = await run(createDecisionEngine(readDecisionEngineConfig(env(2)), parts('decision-engine')));
  const ingestion = await run(createIngestion(readIngestionConfig(env(1)), parts('ingestion')));
  return {
    urls: { ingestion: ingestion.url, engine: engine.url, answers: answers.url },
    doorsOf: (brandId) => ({
      ingestionUrl: ingestion.url,
      brandId,
      apiKey: brands.find(brandId)?.apiKeys[0] ?? '',
      easypostSecret: secrets.NORTHWIND_EASYPOST_SECRET,
    }),
    fatal: Promise.race([answers.fatal, notifier.fatal, engine.fatal, ingestion.fatal]),
  };
}
