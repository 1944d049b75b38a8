import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TrackingEvent } from '../words/tracking-event.js';
import { OrderDesk, hour, pickedUp, problem, report, scan } from './order-desk.spec-support.js';

const HOUR_MS = 3_600_000;
const LAST = 400;

/** What is shown or reported at some hour of a parcel's life that does not end. */
type Moment =
  | { readonly at: number; readonly told: TrackingEvent }
  | { readonly at: number; readonly face: 'page' | 'bot' };

/** The hour at which the n-th day after the order's is over, in UTC. */
const dayEnd = (n: number): number => 16 + 24 * n;
const dayOf = (n: number): string => hour(dayEnd(n) - 1).slice(0, 10);

const moment = fc.integer({ min: 2, max: 300 }).chain((at): fc.Arbitrary<Moment> =>
  fc.oneof(
    fc
      .integer({ min: 1, max: 12 })
      .map((n) => ({ at, told: scan(at, { carrierEta: { from: dayOf(n), to: dayOf(n) } }) })),
    fc.constant({ at, told: scan(at) }),
    fc.constant({ at, told: problem(at, { reason: 'weather' }) }),
    fc.constant({ at, told: report(at, { milestone: 'delivery_attempted' }) }),
    fc.constantFrom('page' as const, 'bot' as const).map((face) => ({ at, face })),
  ),
);
const stuck = fc.record({
  moments: fc.array(moment, { maxLength: 14 }),
  promisedDay: fc.option(fc.integer({ min: 1, max: 8 })),
  pickedUpAt: fc.constantFrom(1, 100),
});

interface Life {
  /** Conditions that were found before the instant for which the clock was set. */
  readonly missed: readonly string[];
  /** Hours at which the customer was told that a promise is broken. */
  readonly tellings: readonly number[];
  /** Every day that they were given, by the hour at which it is over: the hour at which they were first given it. */
  readonly givenAt: ReadonlyMap<number, number>;
}

/** Lives it, looking at every report and whenever the clock was set for; mails show the date that stands. */
function live(moments: readonly Moment[], promisedDay: number | null, pickedUpAt = 1): Life {
  const desk = new OrderDesk(promisedDay === null ? {} : { order: { promisedDate: dayOf(promisedDay) } });
  const givenAt = new Map(promisedDay === null ? [] : [[dayEnd(promisedDay), 0]]);
  const tellings: number[] = [];
  const show = (at: number, face: 'mail' | 'page' | 'bot'): void => {
    const estimate = desk.input(at).stated.get('p1')?.estimate;
    if (!estimate || estimate.to < hour(at).slice(0, 10)) return;
    const { from, to } = estimate;
    desk.show({
      promised: 'delivery',
      parcelId: 'p1',
      from,
      to,
      face,
      shownAt: hour(at),
      snapshotVersion: 1,
    });
    const end = (Date.parse(to) + 24 * HOUR_MS - Date.parse(hour(0))) / HOUR_MS;
    if (!givenAt.has(end)) givenAt.set(end, at);
  };
  const look = (at: number): void => {
    for (const { condition, message } of desk.look(at)) {
      if (message === null) continue;
      if (condition === 'promise_broken') tellings.push(at);
      show(at, 'mail');
    }
  };
  let now = 0;
  const missed: string[] = [];
  const lookBetween = (from: number, to: number): void => {
    const at = Math.floor((from + to) * 2) / 4;
    if (at <= from || at >= to) return;
    missed.push(...desk.look(at).map(({ condition }) => `${condition} at ${at}`));
  };
  const passUntil = (end: number): void => {
    for (let due = dueAfter(desk, now); due !== null && due < end; due = dueAfter(desk, now)) {
      lookBetween(now, due);
      look((now = due));
    }
    lookBetween(now, end);
    now = end;
  };
  const all: readonly Moment[] = [{ at: pickedUpAt, told: pickedUp(pickedUpAt) }, ...moments];
  for (const each of all.toSorted((one, other) => one.at - other.at)) {
    passUntil(each.at);
    if ('face' in each) show(each.at, each.face);
    else desk.hear([each.told]);
    look(each.at);
  }
  passUntil(LAST);
  return { tellings, givenAt, missed };
}

function dueAfter(desk: OrderDesk, now: number): number | null {
  const due = desk.wakeAt(now);
  return due === null ? null : (Date.parse(due) - Date.parse(hour(0))) / HOUR_MS;
}

describe('a broken promise', () => {
  /** The evening of the day is when it is first seen not to be kept. */
  const SEEN_BEFORE_ITS_END = 4;

  const lateInTheEvening = [
    { at: 57, told: scan(57, { carrierEta: { from: dayOf(5), to: dayOf(5) } }) },
    { at: 159, told: scan(159, { carrierEta: { from: dayOf(6), to: dayOf(6) } }) },
  ];

  it('is told once: each telling is of a day that the one before could not have told of', () => {
    fc.assert(
      fc.property(stuck, ({ moments, promisedDay }) => {
        const { tellings, givenAt } = live(moments, promisedDay);
        tellings.forEach((at, index) => {
          const before = tellings[index - 1] ?? -Infinity;
          const news = [...givenAt].filter(
            ([end, given]) =>
              // The telling before may itself be what gave it, late in the evening of that day.
              (end > before + SEEN_BEFORE_ITS_END || given >= before) && end <= at + SEEN_BEFORE_ITS_END,
          );
          expect({ at, before, news: news.length > 0 }).toEqual({ at, before, news: true });
        });
      }),
      { numRuns: 400, examples: [[{ moments: lateInTheEvening, promisedDay: null, pickedUpAt: 1 }]] },
    );
  });

  it('given anew and broken later is another one', () => {
    const anew = (at: number, n: number): Moment => ({
      at,
      told: scan(at, { carrierEta: { from: dayOf(n), to: dayOf(n) } }),
    });
    const moments = [
      anew(10, 2),
      { at: 11, face: 'page' as const },
      anew(95, 6),
      { at: 96, face: 'page' as const },
    ];
    expect(live(moments, null).tellings).toEqual([dayEnd(2) + 9, dayEnd(6) + 9]);
  });
});

describe('the clock', () => {
  it('is set for all that time alone changes: looking before it is due finds nothing', () => {
    fc.assert(
      fc.property(stuck, ({ moments, promisedDay, pickedUpAt }) => {
        expect(live(moments, promisedDay, pickedUpAt).missed).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});
