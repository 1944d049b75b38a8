import { JsonPacker, packBytes } from '@tidings/database';
import { orderNumberKey, type OrderSnapshot, orderSnapshotSchema } from '@tidings/domain';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type SnapshotKey, SnapshotStore, type ToldSnapshot } from '../../ports/snapshot-store.js';
import { SNAPSHOT_DICTIONARIES } from './snapshot-dictionaries.js';

const packer = new JsonPacker(SNAPSHOT_DICTIONARIES);

export class SnapshotRepository extends SnapshotStore {
  readonly #db: Kysely<unknown>;

  constructor(db: Kysely<unknown>) {
    super();
    this.#db = db;
  }

  /** Sorted by key, so that two replicas cannot wait for each other. */
  override async keepNewer(snapshots: readonly ToldSnapshot[]): Promise<void> {
    const documents = packBytes(snapshots.map(({ document }) => packer.pack(document)));
    await sql`
      insert into snapshot as kept (brand_id, order_id, version, order_number, token, as_of, document)
      select brand_id, order_id, version, order_number, token, as_of,
        substring(${documents.bytes}::bytea from start for length)
      from unnest(
        ${snapshots.map(({ brandId }) => brandId)}::text[],
        ${snapshots.map(({ orderId }) => orderId)}::text[],
        ${snapshots.map(({ version }) => version)}::int[],
        ${snapshots.map(({ orderNumber }) => (orderNumber === null ? null : orderNumberKey(orderNumber)))}::text[],
        ${snapshots.map(({ token }) => token)}::text[],
        ${snapshots.map(({ asOf }) => asOf)}::timestamptz[],
        ${documents.starts}::int[], ${documents.lengths}::int[]
      ) as told (brand_id, order_id, version, order_number, token, as_of, start, length)
      order by brand_id, order_id
      on conflict (brand_id, order_id) do update set
        version = excluded.version, order_number = excluded.order_number, token = excluded.token,
        as_of = excluded.as_of, document = excluded.document
      where excluded.version > kept.version`.execute(this.#db);
  }

  override async find(brandId: string, key: SnapshotKey): Promise<OrderSnapshot | null> {
    const { rows } = await sql<{ document: Buffer }>`
      select document from snapshot where brand_id = ${brandId} and ${matches(key)}
      order by as_of desc limit 1`.execute(this.#db);
    const document = rows[0]?.document;
    return document === undefined ? null : orderSnapshotSchema.parse(JSON.parse(packer.unpack(document)));
  }
}

function matches(key: SnapshotKey): RawBuilder<boolean> {
  if ('orderNumber' in key) return sql<boolean>`order_number = ${key.orderNumber}`;
  return 'orderId' in key ? sql<boolean>`order_id = ${key.orderId}` : sql<boolean>`token = ${key.token}`;
}
