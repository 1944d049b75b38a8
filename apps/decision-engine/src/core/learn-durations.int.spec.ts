import { expect, it } from '@jest/globals';
import { addHours, type Instant } from '@tidings/domain';
import { sql } from 'kysely';
import { PostgresDurationStore } from '../adapters/postgres/postgres-duration-store.js';
import { OneRule, openBoard, ordered, outgoing, reported, useEngine } from '../spec-support/engine-bed.js';
import { buildEvent, buildOrder } from '../spec-support/events.js';
import type { Change } from './change.js';
import { LearnDurations } from './learn-durations.js';

const bed = useEngine();

/** A Monday. */
const FIRST: Instant = '2026-03-02T08:00:00.000Z';

interface Parcel {
  readonly name: string;
  readonly placedAt: Instant;
  readonly brandId?: string;
}

function placed({ name, placedAt, brandId = 'acme' }: Parcel): Change {
  const lines = [{ lineId: '1', quantity: 1 }];
  const shipment = { id: name, status: 'open' as const, carrier: 'fedex', trackingNumber: name, lines };
  const shipments = [{ ...shipment, createdAt: placedAt }];
  return ordered(buildOrder({ number: name, placedAt, shipments }), brandId);
}

function scanned(
  { name, placedAt, brandId = 'acme' }: Parcel,
  step: readonly [number, 'picked_up' | 'delivered'],
): Change {
  const [hours, milestone] = step;
  return reported([buildEvent({ number: name, at: addHours(placedAt, hours), milestone, brandId })], {
    brandId,
  });
}

/** Four parcels on each working day of some weeks, delivered within one to two days; as they are told of. */
async function trade(weeks: number): Promise<void> {
  for (let week = 0; week < weeks; week += 1)
    for (let day = 0; day < 5; day += 1) {
      const placedAt = addHours(FIRST, (week * 7 + day) * 24);
      const heardAt = addHours(placedAt, 6);
      if (bed().clock.now() < heardAt) bed().clock.advanceTo(heardAt);
      const parcels = [0, 1, 2, 3].map((each) => ({ name: `P${week}${day}${each}`, placedAt }));
      await bed().engine.process(parcels.map(placed));
      await bed().engine.process(
        parcels.flatMap((parcel, each) => [
          scanned(parcel, [4, 'picked_up']),
          scanned(parcel, [26 + each * 6, 'delivered']),
        ]),
      );
    }
}

function learner(): LearnDurations {
  const { db, clock } = bed();
  return new LearnDurations({ store: new PostgresDurationStore(db), configured: new OneRule(), clock });
}

interface Snapshot {
  readonly parcels: readonly { readonly estimate: unknown }[];
}

async function estimateOf(parcel: Parcel): Promise<unknown> {
  await bed().engine.process([placed(parcel)]);
  await bed().engine.process([scanned(parcel, [4, 'picked_up'])]);
  const snapshots = await outgoing('order.snapshot.updated.v1');
  const own = snapshots.findLast(({ orderNumber }) => orderNumber === parcel.name) as unknown as
    Snapshot | undefined;
  return own?.parcels[0]?.estimate;
}

it('estimates an order before there is a parcel, and keeps what it said for the day on which that can be judged', async () => {
  await trade(4);
  await learner().learn(1_000);
  await bed().brands.refresh();
  const placedAt = addHours(FIRST, 28 * 24);
  bed().clock.advanceTo(addHours(placedAt, 1));
  const waiting = buildOrder({ number: 'waiting', placedAt, shipments: [] });
  await bed().engine.process([ordered(waiting, 'acme')]);
  const [snapshot] = (await outgoing('order.snapshot.updated.v1')).filter(
    ({ orderNumber }) => orderNumber === 'waiting',
  );
  expect(snapshot).toMatchObject({
    parcels: [],
    estimate: { basis: 'learned', to: expect.stringMatching(/2026-(03-31|04-01)/) },
    estimateBefore: null,
  });
  const parcel = { name: 'waiting', placedAt };
  await bed().engine.process([placed(parcel)]);
  await bed().engine.process([scanned(parcel, [4, 'picked_up']), scanned(parcel, [30, 'delivered'])]);
  const { rows } = await sql<{ legs: readonly string[] }>`
    select array(select s ->> 'leg' from json_array_elements(lesson -> 'said') as s) as legs from duration_lessons
    order by position desc limit 1`.execute(bed().db);
  expect(rows[0]?.legs).toContain('preparing');
});

it('estimates by what the brand delivered, from the version on that learned it', async () => {
  await trade(4);
  const placedAt = addHours(FIRST, 28 * 24);
  bed().clock.advanceTo(addHours(placedAt, 5));
  expect(await estimateOf({ name: 'before', placedAt })).toBeNull();
  expect(await learner().learn(1_000)).toBe(80);
  await bed().brands.refresh();
  expect(await estimateOf({ name: 'after', placedAt })).toMatchObject({ basis: 'learned', coverage: 0.8 });
  const { rows } = await sql<{ number: string; version: number | null }>`
    select o.number, max(d.durations_version) as version from decisions d join orders o on o.id = d.order_id
    where o.number in ('before', 'after') group by o.number order by o.number`.execute(bed().db);
  expect(rows).toEqual([
    { number: 'after', version: 1 },
    { number: 'before', version: null },
  ]);
});

it('learns from each parcel once, whoever learns and however often its delivery is told', async () => {
  await trade(2);
  const [one, other] = await Promise.all([learner().learn(1_000), learner().learn(1_000)]);
  expect(one + other).toBe(40);
  await trade(2);
  expect(await learner().learn(1_000)).toBe(0);
  expect((await new PostgresDurationStore(bed().db).read('acme'))?.version).toBe(1);
});

it('counts the same whether it was learned at once or in pieces', async () => {
  await trade(2);
  const store = new PostgresDurationStore(bed().db);
  await learner().learn(1_000);
  const atOnce = await store.read('acme');
  await sql`update duration_lessons set learned_in = null`.execute(bed().db);
  await sql`truncate durations`.execute(bed().db);
  while ((await learner().learn(7)) > 0);
  const inPieces = await store.read('acme');
  expect(inPieces?.version).toBe(6);
  const rounded = (state: unknown): unknown =>
    JSON.parse(JSON.stringify(state), (_, value: unknown) =>
      typeof value === 'number' ? Number(value.toPrecision(4)) : value,
    );
  expect(rounded(inPieces?.state.deliveries)).toEqual(rounded(atOnce?.state.deliveries));
  expect(rounded(inPieces?.state.gaps)).toEqual(rounded(atOnce?.state.gaps));
});

it('teaches one brand nothing of another', async () => {
  await trade(4);
  await learner().learn(1_000);
  const board = openBoard(bed().db);
  await board.refresh();
  expect(board.rulesOf('acme').learned?.version).toBe(1);
  expect(board.rulesOf('other').learned).toBeUndefined();
  expect(await new PostgresDurationStore(bed().db).read('other')).toBeNull();
});
