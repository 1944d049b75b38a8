import { describe, expect, it } from '@jest/globals';
import { carrierPlugins } from '@tidings/carriers';
import { addHours, earliest } from '@tidings/domain';
import type { RateLimit } from '@tidings/http-client';
import { sql } from 'kysely';
import { type Fault, WAIT_SECONDS } from './spec-support/fake-api.js';
import type { Served } from './spec-support/fake-carrier.js';
import {
  askedSource,
  brandsWith,
  type FollowingDesk,
  orderWith,
  toldOrder,
} from './spec-support/following-desk.js';
import { FollowingStage, numbersOf } from './spec-support/following-stage.js';

const stage = new FollowingStage();

/** The most requests in any stretch of the limit's length. */
function busiest(served: readonly Served[], { perSeconds }: RateLimit): number {
  const times = served.map(({ atMs }) => atMs);
  const within = (from: number) => times.filter((at) => at >= from && at < from + perSeconds * 1_000).length;
  return Math.max(0, ...times.map(within));
}

/** What came while a source that had been asked too much wanted to be left alone. */
function tooEarly(served: readonly Served[]): readonly Served[] {
  return served.flatMap(({ atMs, fault }) => {
    const waitMs = (fault === null ? 0 : (WAIT_SECONDS[fault] ?? 0)) * 1_000;
    return served.filter((other) => other.atMs > atMs && other.atMs < atMs + waitMs);
  });
}

/** When it is worth asking again: what is paused or not due need not be waited for step by step. */
async function nextUseful(desk: FollowingDesk, source: string, stepSeconds: number): Promise<string> {
  const soon = addHours(stage.clock.now(), stepSeconds / 3_600);
  const resumeAt = (await desk.store.feeds()).get(`acme/${source}`)?.resumeAt ?? '';
  const dueAt = earliest((await desk.trackings()).map((each) => each.dueAt)) ?? '';
  return [soon, resumeAt, dueAt].reduce((last, at) => (at > last ? at : last));
}

/** The numbers that were published about, in order. */
async function toldBy(desk: FollowingDesk): Promise<string[]> {
  const numbers = (await desk.published()).map(({ data }) => data.parcelRef?.number ?? '');
  return [...new Set(numbers)].toSorted((a, b) => (a < b ? -1 : 1));
}

function clientOf(desk: FollowingDesk, source: string) {
  const client = desk.following.find({ brandId: 'acme', source })?.client;
  if (client === undefined) throw new Error(`${source} is not asked`);
  return client;
}

const FAULTS: readonly Fault[] = [
  '429',
  '500',
  'slow',
  'truncated',
  '401',
  '401',
  'no JSON',
  '429 for long',
  '429 until',
];

const ASKED = carrierPlugins.flatMap(({ id, client }) =>
  client === undefined ? [] : [[id, client] as const],
);

describe.each(ASKED)('%s, asked by two replicas', (plugin, { dialect }) => {
  it('loses nothing whatever goes wrong, tells everything once, and is never asked faster than it allows', async () => {
    const fake = await stage.fake(dialect);
    const source = askedSource(plugin, fake.baseUrl);
    const brands = brandsWith({ acme: [source] });
    const desk = stage.desk(brands);
    const replicas = [desk, stage.desk(brands)];
    const numbers = numbersOf(20);
    await desk.enrol.onOrders([toldOrder('acme', orderWith(numbers, { carrier: dialect.carrier }))]);
    fake.faults.push(...FAULTS);

    const { limits, registration } = clientOf(desk, source.id);
    const stepSeconds = Math.min(20, ...limits.map(({ perSeconds }) => perSeconds));
    for (let step = 0; step < 4_000 && (await toldBy(desk)).length < numbers.length; step++) {
      await Promise.all(replicas.map((replica) => replica.round('acme', source.id)));
      stage.clock.advanceTo(await nextUseful(desk, source.id, stepSeconds));
    }

    expect(await toldBy(desk)).toEqual(numbers);
    const ids = (await desk.published()).flatMap(({ data }) => data.events.map(({ id }) => id));
    expect(new Set(ids).size).toBe(ids.length);
    expect(fake.faults).toEqual([]);
    for (const limit of limits) expect(busiest(fake.served, limit)).toBeLessThanOrEqual(limit.requests);
    expect(tooEarly(fake.served)).toEqual([]);
    const registered = fake.served.filter(({ kind, fault }) => kind === 'register' && fault === null);
    expect(registered.flatMap((each) => each.numbers)).toHaveLength(registration ? numbers.length : 0);
    const { rows } = await sql`select 1 from quarantine`.execute(desk.db);
    expect(rows).toEqual([]);
    expect(fake.tokens()).toBeLessThanOrEqual(dialect.tokenPath === undefined ? 0 : 10);
  }, 60_000);
});
