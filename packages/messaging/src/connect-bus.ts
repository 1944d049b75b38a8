import { type JetStreamClient, type JetStreamManager, jetstream, jetstreamManager } from '@nats-io/jetstream';
import { connect, type NatsConnection, type Status } from '@nats-io/transport-node';
import type { Log } from './log.js';
import { outliveOutages } from './outlive-outages.js';

const FIRST_TIMEOUT_MS = 5_000;

export interface BusOptions {
  readonly servers: string | readonly string[];
  /** Shown in the server's list of connections. */
  readonly name: string;
  readonly log: Log;
  /** Rejects where no server answers at first; without it that is waited for. */
  readonly failsFast?: boolean;
}

/** One connection to NATS, which outlives every outage of the server. */
export class Bus {
  readonly connection: NatsConnection;
  readonly js: JetStreamClient;
  readonly jsm: JetStreamManager;
  readonly #log: Log;
  #isConnected = true;

  constructor(connection: NatsConnection, jsm: JetStreamManager, log: Log) {
    this.connection = connection;
    this.js = jetstream(connection);
    this.jsm = jsm;
    this.#log = log;
    void this.#watch();
  }

  /** What is published while this is false is lost: the client drops its outgoing buffer with each new attempt. */
  get isConnected(): boolean {
    return this.#isConnected && !this.connection.isClosed();
  }

  async close(): Promise<void> {
    if (this.connection.isClosed()) return;
    // Draining needs an answer of the server.
    await (this.isConnected ? this.connection.drain() : this.connection.close());
  }

  async #watch(): Promise<void> {
    for await (const status of this.connection.status()) this.#note(status);
    this.#isConnected = false;
  }

  #note(status: Status): void {
    switch (status.type) {
      case 'disconnect':
        this.#isConnected = false;
        this.#log.warn({ server: status.server }, 'NATS: connection lost, trying again');
        break;
      case 'reconnect':
        this.#isConnected = true;
        this.#log.info({ server: status.server }, 'NATS: connected again');
        break;
      case 'error':
        this.#log.error({ err: status.error }, 'NATS: error on the connection');
        break;
      default:
    }
  }
}

/** Waits for the server as long as it takes, as services should. */
export async function connectBus({ servers, name, log, failsFast = false }: BusOptions): Promise<Bus> {
  const first = failsFast ? { waitOnFirstConnect: false, timeout: FIRST_TIMEOUT_MS } : {};
  const connection = await connect({ ...outliveOutages, ...first, servers: [servers].flat(), name });
  return new Bus(connection, await jetstreamManager(connection, { checkAPI: false }), log);
}
