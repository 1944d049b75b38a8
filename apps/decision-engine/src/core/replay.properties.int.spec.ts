import { describe, expect, it } from '@jest/globals';
import { addHours, type Instant, type LedgerEntry, type Order, type TrackingEvent } from '@tidings/domain';
import fc from 'fast-check';
import { sql } from 'kysely';
import {
  departures,
  ordered,
  orderWith,
  reported,
  startAnew,
  useEngine,
} from '../spec-support/engine-bed.js';
import { buildEvent } from '../spec-support/events.js';
import type { Change } from './change.js';

const bed = useEngine();
const RUNS = { numRuns: 12, endOnFailure: true };

const weather = { kind: 'exception_opened', reason: 'weather', etaEffect: 'delay' } as const;
const address = { kind: 'exception_opened', reason: 'address_insufficient', actor: 'recipient' } as const;
const REPORTS: readonly Pick<Parameters<typeof buildEvent>[0], 'milestone' | 'change'>[] = [
  { milestone: 'label_created' },
  { milestone: 'picked_up' },
  { milestone: 'in_transit' },
  { change: { carrierEta: { from: '2026-03-06', to: '2026-03-06' } } },
  { change: weather },
  { change: address },
  { change: { ...address, kind: 'exception_resolved' } },
  { milestone: 'out_for_delivery' },
  { milestone: 'delivered' },
  { change: { kind: 'correction', retracts: { milestone: 'delivered' }, physical: false } },
];

interface Moment {
  /** Hours after nine o'clock. */
  readonly at: number;
  readonly parcel: 0 | 1;
  readonly what: (typeof REPORTS)[number];
  /** Our reader could not read it when it came. */
  readonly isUnreadable: boolean;
}

/** What carriers tell of two orders within some days. */
const life = fc
  .uniqueArray(
    fc.record({
      at: fc.integer({ min: 1, max: 100 }),
      parcel: fc.constantFrom<0 | 1>(0, 1),
      what: fc.constantFrom(...REPORTS),
      isUnreadable: fc.boolean(),
    }),
    { minLength: 1, maxLength: 10, selector: ({ at }) => at },
  )
  .map((moments): readonly Moment[] => moments.toSorted((one, other) => one.at - other.at));

const PARCELS = [
  { number: 'N0', orderNumber: '1001' },
  { number: 'N1', orderNumber: '1002' },
] as const;
const ORDERS: readonly Order[] = PARCELS.map(({ number, orderNumber }) => orderWith([number], orderNumber));
const BRANDS = ['acme', 'other'] as const;

function eventOf({ at, parcel, what }: Moment, brandId: string): TrackingEvent {
  const instant = addHours('2026-03-02T09:00:00.000Z', at);
  return buildEvent({ number: PARCELS[parcel].number, at: instant, brandId, ...what });
}

function toReport(moment: Moment, brandId: string, isHistory = false): Change {
  const { orderNumber } = PARCELS[moment.parcel];
  return reported([eventOf(moment, brandId)], { brandId, orderNumber, isHistory });
}

/** Everything that came, when it came. */
type Heard = { readonly at: Instant; readonly change: Change }[];

/** What asks to be looked at is looked at, what asks to be said is said, until all is quiet. */
async function settle(heard: Heard = []): Promise<void> {
  const { engine, clock } = bed();
  for (let looked = 1, said = 0; looked > 0 || said > 0;) {
    while ((looked = await engine.wakeDue(100)) > 0);
    const known = new Set(heard.map(({ change }) => JSON.stringify(keyOf(change))));
    const leaving = (await departures()).filter((change) => !known.has(JSON.stringify(keyOf(change))));
    said = leaving.length;
    heard.push(...leaving.map((change) => ({ at: clock.now(), change })));
    await engine.process(leaving);
  }
}

function keyOf(change: Change): unknown {
  return change.kind === 'settled' ? change.settled.key : null;
}

async function pass(until: Instant, heard?: Heard): Promise<void> {
  const { clock } = bed();
  while (clock.now() < until) {
    clock.advanceTo(earlier(addHours(clock.now(), 12), until));
    await settle(heard);
  }
}

function earlier(one: Instant, other: Instant): Instant {
  return one < other ? one : other;
}

/** Both brands live it, and every message leaves. */
async function live(moments: readonly Moment[], brands: readonly string[]): Promise<Heard> {
  await startAnew();
  const { engine, clock } = bed();
  const heard: Heard = [];
  const hear = async (changes: readonly Change[]): Promise<void> => {
    heard.push(...changes.map((change) => ({ at: clock.now(), change })));
    await engine.process(changes);
    await settle(heard);
  };
  await hear(brands.flatMap((brandId) => ORDERS.map((order) => ordered(order, brandId))));
  for (const moment of moments) {
    await pass(addHours('2026-03-02T09:00:00.000Z', moment.at), heard);
    await hear(brands.map((brandId) => toReport(moment, brandId)));
  }
  return heard;
}

/** All that was decided for a brand, and when. */
async function decided(brandId: string): Promise<unknown> {
  const { rows } = await sql`
    select o.number, d.condition, d.reason, d.outcome, d.has_message, d.fact_at, d.decided_at,
      d.trace ->> 'because' as because
    from decisions d join orders o on o.id = d.order_id where o.brand_id = ${brandId}
    order by d.decided_at, o.number, d.condition, d.reason, d.fact_at`.execute(bed().db);
  return rows;
}

async function ledgerOf(brandId: string): Promise<readonly LedgerEntry[]> {
  const { rows } = await sql<{ ledger: readonly LedgerEntry[] }>`
    select ledger from orders where brand_id = ${brandId} order by number`.execute(bed().db);
  return rows.flatMap(({ ledger }) => ledger);
}

describe('what came once', () => {
  it('and comes again on another day, in any order and any batches, changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(
        life,
        fc.record({
          /** Of which day it is replayed, and how long afterwards. */
          from: fc.integer({ min: 0, max: 90 }),
          after: fc.integer({ min: 0, max: 72 }),
          size: fc.constantFrom(1, 3, 300),
          isReversed: fc.boolean(),
        }),
        async (moments, { from, after, size, isReversed }) => {
          const heard = await live(moments, BRANDS);
          const { engine, clock } = bed();
          await pass(addHours(clock.now(), after), heard);
          const [start, end] = [from, from + 24].map((hours) => addHours('2026-03-02T09:00:00.000Z', hours));
          const day = heard.filter(
            ({ at, change }) => change.brandId === 'acme' && at >= (start ?? '') && at < (end ?? ''),
          );
          const again = (isReversed ? day.toReversed() : day).map(({ change }) => change);
          for (let first = 0; first < again.length; first += size)
            await engine.process(again.slice(first, first + size));
          await pass(addHours(clock.now(), 30));
          expect(await decided('acme')).toEqual(await decided('other'));
        },
      ),
      RUNS,
    );
  }, 300_000);
});

describe('what could not be read when it came', () => {
  it('and is read after a repair, or imported, is never spoken about; only what was said is answered', async () => {
    await fc.assert(
      fc.asyncProperty(life, fc.integer({ min: 1, max: 48 }), async (moments, after) => {
        await live(
          moments.filter(({ isUnreadable }) => !isUnreadable),
          ['acme'],
        );
        const { engine, clock } = bed();
        await pass(addHours(clock.now(), 100 + after));
        const repairedAt = clock.now();
        const known = await ledgerOf('acme');
        await engine.process(
          moments.filter(({ isUnreadable }) => isUnreadable).map((moment) => toReport(moment, 'acme', true)),
        );
        await settle();
        await pass(addHours(repairedAt, 60));
        const spoken = (await ledgerOf('acme')).filter(
          ({ key, speech }) => speech !== 'none' && !known.some((row) => row.key === key),
        );
        const isAnswer = ({ about }: LedgerEntry): boolean =>
          known.some((row) => row.key === about && (row.speech === 'sent' || row.outcome === 'open_case'));
        expect(spoken.filter((row) => row.factAt < repairedAt && !isAnswer(row))).toEqual([]);
      }),
      RUNS,
    );
  }, 300_000);
});
