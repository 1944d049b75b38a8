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
import { createHttpApp } from '../http/create-http-app.js';
import { createMetrics } from '../metrics/create-metrics.js';
import { watchMessaging } from '../metrics/watch-messaging.js';
import { OpenParts } from './open-parts.js';
import type { RunningService } from './run-service.js';

export interface ServiceOptions<Schema> {
  /** `decision-engine`: in logs, metrics, connection lists and the names of RPC queues. */
  readonly name: string;
  readonly logger: Logger;
  readonly natsUrl: string;
  readonly database: {
    readonly url: string;
    readonly schema: string;
    /** Among them `outboxTable`. They are applied by the migrate command, not here; `/readyz` tells when some are missing. */
    readonly migrations: readonly Migration[];
    readonly poolSize?: number;
  };
  readonly http: {
    readonly host: string;
    /** 0: any that is free. */
    readonly port: number;
    readonly maxBodyBytes?: number;
    readonly trustedProxies?: readonly string[];
  };
  /** Whether any method is marked with `@AnswerRpc`. */
  readonly answersRpc?: boolean;
  /** The service's own module, over the parts it is given. What it opens itself, it closes in `onApplicationShutdown`. */
  readonly module: (parts: ServiceParts<Schema>) => DynamicModule;
}

/** What a service is built from. All of it is opened and closed by `createService`. */
export interface ServiceParts<Schema> {
  readonly db: Kysely<Schema>;
  readonly bus: Bus;
  /** `notify()` it after each commit that wrote to the outbox. */
  readonly relay: OutboxRelay;
  readonly rpc: RpcClient;
  readonly logger: Logger;
  readonly metrics: Registry;
  readonly readiness: Readiness;
}

/**
 * Puts a service together and starts it: database, bus, outbox relay, consumers, RPC and HTTP. It waits for NATS as long as
 * it takes. Several services may live in one process. Nothing stays open when it fails.
 */
export async function createService<Schema>(options: ServiceOptions<Schema>): Promise<RunningService> {
  const open = new OpenParts();
  const fatal = Promise.withResolvers<Error>();
  try {
    const parts = await openParts(options, open);
    const app = await openApp(options, parts, open);
    const consumers = new JetStreamServer({ bus: parts.bus, log: parts.logger, onFatal: fatal.resolve });
    app.connectMicroservice({ strategy: consumers });
    if (options.answersRpc === true) {
      app.connectMicroservice(rpcServerOptions({ servers: options.natsUrl, service: options.name }));
    }
    watchMessaging(parts.metrics, { relay: parts.relay, consumers });
    parts.readiness.add('consumers', consumersAreAlive(consumers));
    await app.startAllMicroservices();
    parts.relay.start();
    await app.listen(options.http.port, options.http.host);
    return { url: await app.getUrl(), fatal: fatal.promise, close: () => close(parts.readiness, open) };
  } catch (error) {
    await open.close().catch((err: unknown) => options.logger.error({ err }, 'closing after a failed start'));
    throw error;
  }
}

async function openParts<Schema>(
  options: ServiceOptions<Schema>,
  open: OpenParts,
): Promise<ServiceParts<Schema>> {
  const { name, logger, natsUrl, database } = options;
  const metrics = createMetrics(name);
  const readiness = new Readiness();
  const dbOptions = { ...database, applicationName: name, log: logger };
  const db = open.add(createDatabase<Schema>(dbOptions), (it) => it.destroy());
  const bus = open.add(await connectBus({ servers: natsUrl, name, log: logger }), (it) => it.close());
  await ensureStreams(bus, Object.values(streams));
  const rpc = open.add(createRpcClient({ servers: natsUrl, name: `${name} rpc client` }), (it) => it.close());
  const publisher = new Publisher(bus);
  const relay = new OutboxRelay(new PostgresOutbox(db), publisher.publish, { log: logger });
  open.add(relay, (it) => it.close());
  readiness.add('bus', busIsConnected(bus));
  readiness.add('schema', schemaIsCurrent(db, database.migrations));
  readiness.add('relay', relayKeepsUp(relay));
  return { db, bus, relay, rpc, logger, metrics, readiness };
}

async function openApp<Schema>(
  { module, http }: ServiceOptions<Schema>,
  parts: ServiceParts<Schema>,
  open: OpenParts,
): Promise<NestFastifyApplication> {
  return open.add(await createHttpApp(module(parts), { ...http, ...parts }), (it) => it.close());
}

/** Intake first (HTTP and consumers, with what they have under way), then what they left in the outbox, then connections. */
async function close(readiness: Readiness, open: OpenParts): Promise<void> {
  readiness.drain();
  await open.close();
}
