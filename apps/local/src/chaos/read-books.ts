import { jetstreamManager } from '@nats-io/jetstream';
import { streams } from '@tidings/contracts';
import { type PackedFacts, unpackParcels } from '@tidings/decision-engine';
import type { Ledger } from '@tidings/domain';
import type { BacklogSources } from '../harness/read-backlog.js';
import type { BookedOrder, BookedSend, Books } from './books.js';

type ReadBooks = Pick<Books, 'receiptIds' | 'orders' | 'sends' | 'snapshotVersions' | 'leftovers'>;
type Client = BacklogSources['client'];

/** What the services wrote down, read from their tables and from the bus. */
export async function readBooks(sources: BacklogSources): Promise<ReadBooks> {
  const { client } = sources;
  return {
    receiptIds: await readReceiptIds(client),
    orders: await readOrders(client),
    sends: await readSends(client),
    snapshotVersions: await readSnapshotVersions(client),
    leftovers: await readLeftovers(sources),
  };
}

async function readReceiptIds(client: Client): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string }>(
    `select id from ingestion.receipt where source = 'easypost'`,
  );
  return new Set(rows.map(({ id }) => id));
}

interface OrderRow {
  readonly id: string;
  readonly brand_id: string;
  readonly number: string;
  readonly version: number;
  readonly ledger: Ledger;
  readonly parcels: PackedFacts;
  readonly decisions: BookedOrder['decisions'] | null;
}

async function readOrders(client: Client): Promise<BookedOrder[]> {
  const { rows } = await client.query<OrderRow>(`
    select o.id, o.brand_id, o.number, o.version, o.ledger, o.parcels,
      (select json_agg(json_build_object('key', d.key, 'condition', d.condition))
        from engine.decisions d where d.order_id = o.id) as decisions
    from engine.orders o`);
  return rows.map((row) => ({
    orderId: row.id,
    brandId: row.brand_id,
    orderNumber: row.number,
    version: row.version,
    events: bookedEvents(row.parcels),
    decisions: row.decisions ?? [],
    speeches: row.ledger.flatMap(({ messageKey, speech }) =>
      messageKey === null ? [] : [{ messageKey, state: speech }],
    ),
  }));
}

function bookedEvents(parcels: PackedFacts): BookedOrder['events'] {
  return unpackParcels(parcels).flatMap(({ trackingNumber, events }) =>
    events.map(({ at, verbatim }) => ({ trackingNumber, wall: at.wall, text: verbatim.text })),
  );
}

async function readSends(client: Client): Promise<BookedSend[]> {
  const { rows } = await client.query<{ brand_id: string; key: string; state: string }>(
    `select brand_id, key, state from notifier.send`,
  );
  return rows.map(({ brand_id, key, state }) => ({ brandId: brand_id, key, state }));
}

async function readSnapshotVersions(client: Client): Promise<ReadonlyMap<string, number>> {
  const { rows } = await client.query<{ order_id: string; version: number }>(
    `select order_id, version from answers.snapshot`,
  );
  return new Map(rows.map(({ order_id, version }) => [order_id, version]));
}

/** Rows and messages that a person would have to look at. */
export async function readLeftovers({ client, connection }: BacklogSources): Promise<Record<string, number>> {
  const manager = await jetstreamManager(connection, { checkAPI: false });
  const { state } = await manager.streams.info(streams.DEAD_LETTERS.name);
  const leftovers: Record<string, number> = { 'the dead letters': state.messages };
  for (const table of ['ingestion.quarantine', ...(await setAsideTables(client))]) {
    const { rows } = await client.query<{ count: string }>(`select count(*) from ${table}`);
    leftovers[table] = Number(rows[0]?.count);
  }
  return leftovers;
}

async function setAsideTables(client: Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select table_schema || '.' || table_name as name from information_schema.tables
     where table_name = 'outbox_set_aside'`,
  );
  return rows.map(({ name }) => name);
}
