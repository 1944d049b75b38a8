import { type ConsumerInfo, jetstreamManager } from '@nats-io/jetstream';
import type { NatsConnection } from '@nats-io/transport-node';
import { streams } from '@tidings/contracts';
import type pg from 'pg';

/** More than this is far too much, however much it is. */
const MAX_COUNTED = 20_000;

/** Work that was taken on and is not done. */
export interface Backlog {
  /** Messages that a durable consumer has yet to take or to finish, by consumer. */
  readonly pending: Readonly<Record<string, number>>;
  /** Events that wait in an outbox, by schema. */
  readonly outbox: Readonly<Record<string, number>>;
  /** Messages to customers that are neither sent nor given up. */
  readonly unsent: number;
}

export interface BacklogSources {
  readonly client: pg.Client | pg.Pool;
  readonly connection: NatsConnection;
}

export async function readBacklog(sources: BacklogSources): Promise<Backlog> {
  const [pending, outbox, unsent] = await Promise.all([
    readPending(sources.connection),
    readOutboxes(sources.client),
    readUnsent(sources.client),
  ]);
  return { pending, outbox, unsent };
}

/** @param eventsPerMessage of the streams, where events are to be counted */
export function totalOf({ pending, outbox, unsent }: Backlog, eventsPerMessage = 1): number {
  const sum = (counts: Readonly<Record<string, number>>): number =>
    Object.values(counts).reduce((total, count) => total + count, 0);
  return sum(pending) * eventsPerMessage + sum(outbox) + unsent;
}

function readPending(connection: NatsConnection): Promise<Record<string, number>> {
  return readConsumers(connection, ({ num_pending, num_ack_pending }) => num_pending + num_ack_pending);
}

/** How many messages each durable consumer is done with. */
export function readDelivered(connection: NatsConnection): Promise<Record<string, number>> {
  return readConsumers(connection, ({ ack_floor }) => ack_floor.consumer_seq);
}

async function readConsumers(
  connection: NatsConnection,
  figureOf: (info: ConsumerInfo) => number,
): Promise<Record<string, number>> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const figures: Record<string, number> = {};
  for (const { name } of Object.values(streams))
    for await (const info of manager.consumers.list(name))
      if (info.config.durable_name !== undefined) figures[info.config.durable_name] = figureOf(info);
  return figures;
}

async function readOutboxes(client: pg.Client | pg.Pool): Promise<Record<string, number>> {
  const schemas = await client.query<{ name: string }>(
    `select table_schema as name from information_schema.tables where table_name = 'outbox'`,
  );
  const counts: Record<string, number> = {};
  for (const { name } of schemas.rows) {
    // By the index: its table is full of rows that are gone, and counting must not cost what is measured.
    const { rows } = await client.query<{ count: string }>(
      `select coalesce(sum(event_count), 0) as count
       from (select event_count from ${name}.outbox order by position limit ${MAX_COUNTED}) as waiting`,
    );
    counts[name] = Number(rows[0]?.count);
  }
  return counts;
}

async function readUnsent(client: pg.Client | pg.Pool): Promise<number> {
  const { rows } = await client.query<{ count: string }>(
    `select count(*) from notifier.send where settled_at is null`,
  );
  return Number(rows[0]?.count);
}
