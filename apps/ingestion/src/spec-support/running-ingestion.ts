import { type Envelope, envelopeSchema } from '@tidings/contracts';
import { createDatabase, migrate } from '@tidings/database';
import { type Bus, connectBus, readStream } from '@tidings/messaging';
import { AdvanceableClock, type Brands, createLogger, type RunningService } from '@tidings/platform';
import type { Kysely } from 'kysely';
import { migrations } from '../adapters/postgres/migrations.js';
import type { IngestionConfig } from '../config.js';
import { createIngestion } from '../create-ingestion.js';
import { twoBrands } from './brands.js';

const NOW = '2026-11-22T12:00:00.000Z';

export interface Posted {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: Record<string, unknown>;
}

/** The service as it runs, seen from outside: over HTTP, in its tables and on the bus. */
export interface RunningIngestion {
  readonly service: RunningService;
  readonly clock: AdvanceableClock;
  readonly db: Kysely<unknown>;
  readonly bus: Bus;
  post(path: string, body: string | undefined, headers?: Record<string, string>): Promise<Posted>;
  get(path: string, headers?: Record<string, string>): Promise<Posted>;
  /** Everything that was published to a stream so far. */
  published(stream: string): Promise<readonly Envelope<Record<string, unknown>>[]>;
  close(): Promise<void>;
}

export interface Servers {
  readonly databaseUrl: string;
  readonly natsUrl: string;
}

export async function startIngestion(
  servers: Servers,
  over: Partial<IngestionConfig> = {},
  brands: Brands = twoBrands(),
): Promise<RunningIngestion> {
  await migrate({ url: servers.databaseUrl, schema: 'ingestion', migrations });
  const logger = createLogger({ service: 'ingestion', level: 'silent' });
  const clock = new AdvanceableClock(NOW);
  const config: IngestionConfig = {
    ...servers,
    host: '127.0.0.1',
    port: 0,
    brandsFolder: '',
    logLevel: 'silent',
    trustedProxies: [],
    maxBodyBytes: 1_000_000,
    publicUrl: null,
    portalUrl: 'https://{host}',
    maxRelayLagSeconds: 60,
    maxWaitingDeliveries: 100,
    ...over,
  };
  const service = await createIngestion(config, { clock, brands, logger });
  const db = createDatabase<unknown>({
    url: servers.databaseUrl,
    schema: 'ingestion',
    applicationName: 'spec',
    log: logger,
  });
  const bus = await connectBus({ servers: servers.natsUrl, name: 'spec', log: logger });
  const ask = (path: string, init: RequestInit) => fetch(service.url + path, init).then(toPosted);
  return {
    service,
    clock,
    db,
    bus,
    post: (path, body, headers = {}) =>
      ask(path, { method: 'POST', headers, ...(body === undefined ? {} : { body }) }),
    get: (path, headers = {}) => ask(path, { headers }),
    published: (stream) => envelopesIn(bus, stream),
    async close() {
      await service.close();
      await db.destroy();
      await bus.close();
    },
  };
}

async function toPosted(response: Response): Promise<Posted> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: JSON.parse(text) as Record<string, unknown>,
  };
}

async function envelopesIn(
  { jsm }: Bus,
  stream: string,
): Promise<readonly Envelope<Record<string, unknown>>[]> {
  const envelopes: Envelope<Record<string, unknown>>[] = [];
  for await (const { text } of readStream(jsm, stream))
    envelopes.push(envelopeSchema.parse(JSON.parse(text)) as Envelope<Record<string, unknown>>);
  return envelopes;
}
