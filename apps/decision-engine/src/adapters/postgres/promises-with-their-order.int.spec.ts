import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { WatchedPromise } from '@tidings/domain';
import { type Kysely, sql } from 'kysely';
import { type EarlierDatabase, openBefore } from '../../spec-support/open-before.js';
import { PostgresOrderStore } from './postgres-order-store.js';
import type { EngineSchema } from './schema.js';

let earlier: EarlierDatabase;
let db: Kysely<EngineSchema>;

beforeAll(async () => {
  earlier = await openBefore('0016_promises_with_their_order');
  ({ db } = earlier);
});
afterAll(() => earlier.close());

const [orderId, quietId, parcelId] = [randomUUID(), randomUUID(), randomUUID()];
const shown: readonly WatchedPromise[] = [
  {
    promised: 'delivery',
    parcelId: null,
    from: '2026-03-04',
    to: '2026-03-06',
    face: 'page',
    shownAt: '2026-03-01T08:50:00.120Z',
    snapshotVersion: 3,
    state: 'broken',
    settledAt: '2026-03-06T23:00:00.000Z',
  },
  {
    promised: 'delivery',
    parcelId,
    from: '2026-03-05',
    to: '2026-03-07',
    face: 'mail',
    shownAt: '2026-03-02T08:50:00.000Z',
    snapshotVersion: 4,
    state: 'open',
    settledAt: null,
  },
];

it('what was watched in a row of its own is read with its order', async () => {
  for (const id of [orderId, quietId])
    await sql`insert into orders (id, brand_id, number, token, speaks_from)
      values (${id}, 'acme', ${id}, ${id}, '2026-01-01')`.execute(db);
  for (const [n, promise] of [...shown.entries()].toReversed())
    await sql`
      insert into promises (brand_id, order_id, key, parcel_id, promised, face, from_date, to_date, shown_at,
        snapshot_version, state, settled_at)
      values ('acme', ${orderId}, ${`key${n}`}, ${promise.parcelId}, ${promise.promised}, ${promise.face}, ${promise.from},
        ${promise.to}, ${promise.shownAt}, ${promise.snapshotVersion}, ${promise.state}, ${promise.settledAt})`.execute(
      db,
    );

  await earlier.migrate();
  const orders = await new PostgresOrderStore(db, () => undefined).read([orderId, quietId]);
  const promises = new Map(orders.map((order) => [order.orderId, order.promises]));
  expect(promises.get(orderId)).toEqual(shown);
  expect(promises.get(quietId)).toEqual([]);
});
