import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { streams } from '@tidings/contracts';
import { createDatabase, type Migration, PostgresOutbox } from '@tidings/database';
import {
  type Bus,
  connectBus,
  createRpcClient,
  ensureStreams,
  JetStreamServer,
  OutboxRelay,
  Publisher,
  type RpcClient,
  rpcServerOptions,
} from '@tidings/messaging';
import type { Kysely } from 'kysely';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import {
  busIsConnected,
  consumersAreAlive,
  relayKeepsUp,
  schemaIsCurrent,
} from '../health/readiness-checks.js';
import { Readiness } from '../health/readiness.js';
import { createHttpApp, type HttpAppOptions } from '../http/create-http-app.js';
import { createMetrics } from '../metrics/create-metrics.js';
import { watchConsumers, watchOutbox } from '../metrics/watch-messaging.js';
import { OpenParts } from './open-parts.js';
import type { RunningService } from './run-service.js';

interface CommonOptions {
  /** `decision-engine`: in logs, metrics, connection lists and the names of RPC queues. */
  readonly name: string;
  readonly logger: Logger;
  readonly natsUrl: string;
  readonly http: Pick<HttpAppOptions, 'maxBodyBytes' | 'trustedProxies' | 'failureBody'> & {
    readonly host: string;
    /** 0: any that is free. */
    readonly port: number;
  };
  /** Whether any method is marked with `@AnswerRpc`. */
  readonly answersRpc?: boolean;
}

export interface ServiceOptions<Schema> extends CommonOptions {
  readonly database: {
    readonly url: string;
    readonly schema: string;
    /** Among them `outboxTable`. They are applied by the migrate command, not here; `/readyz` tells when some are missing. */
    readonly migrations: readonly Migration[];
    readonly poolSize?: number;
  };
  /** The service's own module, over the parts it is given. What it opens itself, it closes in `onApplicationShutdown`. */
  readonly module: (parts: ServiceParts<Schema>) => DynamicModule;
}

export interface StatelessServiceOptions extends CommonOptions {
  /** As that of a service with a database. */
  readonly module: (parts: StatelessParts) => DynamicModule;
}

/** What a service is built from that keeps nothing. All of it is opened and closed here. */
export interface StatelessParts {
  readonly bus: Bus;
  readonly rpc: RpcClient;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly readiness: Readiness;
}

/** What a service is built from. All of it is opened and closed by `createService`. */
export interface ServiceParts<Schema> extends StatelessParts {
  readonly db: Kysely<Schema>;
  /** `notify()` it after each commit that wrote to the outbox. */
  readonly relay: OutboxRelay;
}

/**
 * Puts a service together and starts it: database, bus, outbox relay, consumers, RPC and HTTP. It waits for NATS as long as
 * it takes. Several services may live in one process. Nothing stays open when it fails.
 */
export async function createService<Schema>(options: ServiceOptions<Schema>): Promise<RunningService> {
  return start(options, (parts, open) => {
    const state = openState(options, parts, open);
    return { module: options.module({ ...parts, ...state }), begin: () => state.relay.start() };
  });
}

/** As `createService`, for a service without a database of its own, and so without events of its own. */
export async function createStatelessService(options: StatelessServiceOptions): Promise<RunningService> {
  return start(options, (parts) => ({ module: options.module(parts), begin: () => undefined }));
}

interface Assembly {
  readonly module: DynamicModule;
  /** Called once the consumers are there. */
  readonly begin: () => void;
}

async function start(
  options: CommonOptions,
  assemble: (parts: StatelessParts, open: OpenParts) => Assembly,
): Promise<RunningService> {
  const open = new OpenParts();
  const fatal = Promise.withResolvers<Error>();
  try {
    const parts = await openParts(options, open);
    const { module, begin } = assemble(parts, open);
    const app = await openApp({ ...options, module }, parts, open);
    const consumers = new JetStreamServer({ bus: parts.bus, log: parts.logger, onFatal: fatal.resolve });
    app.connectMicroservice({ strategy: consumers });
    if (options.answersRpc === true) {
      app.connectMicroservice(rpcServerOptions({ servers: options.natsUrl, service: options.name }));
    }
    watchConsumers(parts.metrics, consumers);
    parts.readiness.add('consumers', consumersAreAlive(consumers));
    await app.startAllMicroservices();
    begin();
    await app.listen(options.http.port, options.http.host);
    return { url: await app.getUrl(), fatal: fatal.promise, close: () => close(parts.readiness, open) };
  } catch (error) {
    await open.close().catch((err: unknown) => options.logger.error({ err }, 'closing after a failed start'));
    throw error;
  }
}

async function openParts({ name, logger, natsUrl }: CommonOptions, open: OpenParts): Promise<StatelessParts> {
  const metrics = createMetrics(name);
  const readiness = new Readiness();
  const bus = open.add(await connectBus({ servers: natsUrl, name, log: logger }), (it) => it.close());
  await ensureStreams(bus, Object.values(streams));
  const rpc = open.add(createRpcClient({ servers: natsUrl, name: `${name} rpc client` }), (it) => it.close());
  readiness.add('bus', busIsConnected(bus));
  return { bus, rpc, logger, metrics, readiness };
}

function openState<Schema>(
  { name, database }: ServiceOptions<Schema>,
  { bus, logger, metrics, readiness }: StatelessParts,
  open: OpenParts,
): Pick<ServiceParts<Schema>, 'db' | 'relay'> {
  const dbOptions = { ...database, applicationName: name, log: logger };
  const db = open.add(createDatabase<Schema>(dbOptions), (it) => it.destroy());
  const relay = new OutboxRelay(new PostgresOutbox(db), new Publisher(bus).publishMessages, { log: logger });
  open.add(relay, (it) => it.close());
  readiness.add('schema', schemaIsCurrent(db, database.migrations));
  readiness.add('relay', relayKeepsUp(relay));
  watchOutbox(metrics, relay);
  return { db, relay };
}

async function openApp(
  { module, http }: Pick<CommonOptions, 'http'> & Pick<Assembly, 'module'>,
  parts: StatelessParts,
  open: OpenParts,
): Promise<NestFastifyApplication> {
  return open.add(await createHttpApp(module, { ...http, ...parts }), (it) => it.close());
}

/** Intake first (HTTP and consumers, with what they have under way), then what they left in the outbox, then connections. */
async function close(readiness: Readiness, open: OpenParts): Promise<void> {
  readiness.drain();
  await open.close();
}
