import { beforeEach, describe, expect, it } from '@jest/globals';
import { addHours } from '@tidings/domain';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { PostgresIncidentStore } from '../adapters/postgres/postgres-incident-store.js';
import { ordered, orderWith, outgoing, reported, sendAll, useEngine } from '../spec-support/engine-bed.js';
import { buildEvent } from '../spec-support/events.js';
import { WatchIncidents } from './watch-incidents.js';

const bed = useEngine();

let watch: WatchIncidents;
let store: PostgresIncidentStore;
beforeEach(() => {
  const { db, clock } = bed();
  store = new PostgresIncidentStore(db);
  const log = { info: () => undefined, error: () => undefined };
  watch = new WatchIncidents({ incidents: store, clock, newId: randomUUID, log });
});

const PARCELS = ['N1', 'N2', 'N3', 'N4', 'N5', 'N6'];
const facility = 'Memphis hub';

function scan(number: string, at: string, where = facility) {
  return buildEvent({ number, at, change: { place: { facility: where } } });
}

/** Nobody gave a cause that we have a word for; the shop has words of its own. */
const flood = {
  name: 'Flood',
  place: { facility },
  reason: null,
  wording: 'The river stands in the hub.',
  to: null,
  by: 'ada',
};

async function strand(numbers: readonly string[], where: { readonly region?: string } = {}): Promise<void> {
  for (const [index, number] of numbers.entries()) {
    const order = { ...orderWith([number], `${1001 + index}`), promisedDate: '2026-03-13' };
    await bed().engine.process([ordered({ ...order, destination: { country: 'US', ...where } })]);
    await bed().engine.process([reported([scan(number, '2026-03-02T08:50:00.000Z')])]);
  }
}

/** Until nothing is due any more at this hour. */
async function pass(hours: number): Promise<void> {
  bed().clock.advanceHours(hours);
  await watch.look();
  await bed().incidents.refresh();
  while ((await bed().engine.wakeDue(100)) > 0);
}

async function lastSnapshot(
  orderNumber: string,
): Promise<{ parcels: { incident?: object; estimate?: object }[] }> {
  const snapshots = await outgoing('order.snapshot.updated.v1');
  const own = snapshots.filter((each) => each['orderNumber'] === orderNumber);
  return own.at(-1) as unknown as { parcels: { incident?: object; estimate?: object }[] };
}

describe('an incident', () => {
  it('is found in many silent parcels at one place, stands in their snapshots, and ends by itself', async () => {
    await strand(PARCELS);
    for (let hour = 0; hour < 24 * 6; hour += 12) await pass(12);
    const [found] = await store.list('acme', 10);
    expect(found).toMatchObject({
      name: `fedex: ${facility}`,
      origin: 'detected',
      reason: null,
      to: null,
      evidence: { parcels: 6, usual: 0 },
    });
    expect(await store.list('other', 10)).toEqual([]);
    await pass(1);
    expect((await lastSnapshot('1001')).parcels[0]).toMatchObject({
      incident: { name: `fedex: ${facility}`, reason: null },
    });
    const moved = bed().clock.now();
    for (const number of PARCELS)
      await bed().engine.process([reported([scan(number, moved, 'Oakland hub')])]);
    await pass(1);
    expect(await store.list('acme', 10)).toMatchObject([{ to: bed().clock.now() }]);
    await pass(1);
    expect((await lastSnapshot('1001')).parcels[0]?.incident).toBeUndefined();
  });

  it('that a person declares widens the dates of its parcels, and each order hears of it once, with its cause', async () => {
    await strand(['N1', 'N2']);
    await sendAll();
    const by = 'ada';
    const place = { carrier: 'fedex', country: 'US' };
    const declared = await watch.declare(
      'acme',
      { name: 'Storm', place, reason: 'weather', wording: null, to: addHours(bed().clock.now(), 48), by },
      null,
    );
    const before = (await lastSnapshot('1001')).parcels[0]?.estimate;
    for (let hour = 0; hour < 24; hour += 6) {
      await pass(6);
      await sendAll();
    }
    expect(before).toMatchObject({ to: '2026-03-13' });
    const [parcel] = (await lastSnapshot('1001')).parcels;
    expect(parcel).toMatchObject({
      incident: { name: 'Storm', reason: 'weather' },
      estimate: { to: '2026-03-15' },
    });
    const requests = await outgoing('decision.message.requested.v1');
    const moved = requests.filter(({ condition }) => condition === 'estimate_moved');
    expect(new Set(moved.map(({ orderNumber }) => orderNumber))).toEqual(new Set(['1001', '1002']));
    expect(moved).toHaveLength(2);

    await watch.declare(
      'acme',
      { name: 'Storm, easing', place, reason: 'weather', wording: null, to: null, by },
      declared.incidentId,
    );
    expect(await store.list('acme', 10)).toMatchObject([
      { name: 'Storm, easing', origin: 'declared', from: declared.from },
    ]);
    await watch.end('acme', declared.incidentId, by);
    await pass(1);
    expect((await lastSnapshot('1001')).parcels[0]?.incident).toBeUndefined();
    await expect(watch.end('other', declared.incidentId, by)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('widens the dates of parcels that are heading for the place, until they have passed it', async () => {
    const arrived = PARCELS.map((number) => `${number}-before`);
    await strand([...arrived, 'N1'], { region: 'TN' });
    for (const number of arrived)
      await bed().engine.process([
        reported([buildEvent({ number, at: '2026-03-02T08:58:00.000Z', milestone: 'delivered' })]),
      ]);
    const heading = { ...orderWith(['N9'], '2001'), promisedDate: '2026-03-13' };
    await bed().engine.process([ordered({ ...heading, destination: { country: 'US', region: 'TN' } })]);
    await bed().engine.process([reported([scan('N9', '2026-03-02T08:55:00.000Z', 'Newark hub')])]);
    const { lanes } = await watch.declare('acme', flood, null);
    expect(lanes).toEqual([{ carrier: 'fedex', lane: 'US-TN' }]);
    await pass(1);
    expect((await lastSnapshot('2001')).parcels[0]).toMatchObject({
      incident: { name: 'Flood', wording: flood.wording },
      estimate: { to: '2026-03-14' },
    });
    await bed().engine.process([reported([scan('N9', bed().clock.now())])]);
    bed().clock.advanceHours(1);
    await bed().engine.process([reported([scan('N9', bed().clock.now(), 'Oakland hub')])]);
    expect((await lastSnapshot('2001')).parcels[0]?.incident).toBeUndefined();
  });

  it('is told once to an order, whichever of its parcels come into it', async () => {
    const order = { ...orderWith(['N1', 'N2']), promisedDate: '2026-03-13', destination: { country: 'US' } };
    await bed().engine.process([ordered(order)]);
    const before = ['N1', 'N2'].map((number) => scan(number, '2026-03-02T08:50:00.000Z', 'Newark hub'));
    for (const event of before) await bed().engine.process([reported([event])]);
    await sendAll();
    await watch.declare('acme', flood, null);
    for (const number of ['N1', 'N2']) {
      await pass(6);
      await bed().engine.process([reported([scan(number, bed().clock.now())])]);
      await pass(1);
      await sendAll();
    }
    const requests = await outgoing('decision.message.requested.v1');
    expect(requests.filter(({ condition }) => condition === 'estimate_moved')).toHaveLength(1);
  });

  it('wakes its orders at a pace', async () => {
    await strand(PARCELS);
    const incident = await watch.declare(
      'acme',
      { name: 'Strike', place: { carrier: 'fedex' }, reason: null, wording: null, to: null, by: 'ada' },
      null,
    );
    await sql`update orders set due_at = '2026-03-30'`.execute(bed().db);
    expect(await store.wake(incident, bed().clock.now(), 60)).toBe(6);
    const { rows } = await sql<{ apart: number }>`
      select extract(epoch from max(due_at) - min(due_at))::int as apart from orders join wakes on (wake_at, order_id) = (due_at, id)
      where brand_id = 'acme'`.execute(bed().db);
    expect(rows).toEqual([{ apart: 5 }]);
  });
});
