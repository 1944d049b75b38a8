import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compilePolicy } from './compile-policy.js';
import { OrderDesk, delivered, hour, pickedUp, problem, scan, tour } from './order-desk.spec-support.js';
import { readPolicy } from './policy-document.js';
import type { Decision } from './decision.js';
import type { TrackingEvent } from '../words/tracking-event.js';

const QUIET = { from: '21:00', to: '07:00' };
const BUDGET = { messages: 2, perHours: 48 };

const shipped = compilePolicy(readPolicy({ base: 'shipped', version: 'loud' }));
const bounded = compilePolicy(
  readPolicy({ base: 'shipped', version: 'quiet', quietHours: QUIET, budget: BUDGET }),
);

const ETAS = ['2026-03-05', '2026-03-06', '2026-03-09'].map((day) => ({ from: day, to: day }));

/** What a carrier may report at any hour. */
const event = (at: number): fc.Arbitrary<TrackingEvent> =>
  fc.oneof(
    fc.constant(pickedUp(at)),
    fc.constantFrom(...ETAS).map((carrierEta) => scan(at, { carrierEta })),
    fc.constant(tour(at)),
    fc.constant(delivered(at)),
    fc.constant(problem(at, { reason: 'weather' })),
    fc.constant(problem(at, { reason: 'address_insufficient', actor: 'recipient' })),
    fc.constant(problem(at, { reason: 'damaged', actor: 'merchant' })),
  );

/** A life of one or two parcels: who reports what at which hour. */
const life = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 140 }), fc.constantFrom('p1', 'p2')), {
    minLength: 1,
    maxLength: 9,
  })
  .chain((moments) =>
    fc.tuple(
      ...moments
        .toSorted(([a], [b]) => a - b)
        .map(([at, parcelId]) => event(at).map((told) => ({ at, parcelId, told }))),
    ),
  );
type Life = readonly { readonly at: number; readonly parcelId: string; readonly told: TrackingEvent }[];

interface Said {
  readonly at: number;
  readonly decision: Decision;
}

/** Lives it, looking whenever something is reported and whenever the clock was set for. */
function live(policy: typeof shipped, told: Life): { desk: OrderDesk; said: readonly Said[] } {
  const desk = new OrderDesk({ policy, parcelIds: ['p1', 'p2'] });
  const said: Said[] = [];
  const look = (at: number): void => {
    for (const decision of desk.look(at)) if (decision.message !== null) said.push({ at, decision });
  };
  let now = 0;
  const passUntil = (end: number): void => {
    for (let due = nextHour(desk, now); due !== null && due < end; due = nextHour(desk, now)) {
      now = due;
      look(now);
    }
    now = end;
  };
  for (const { at, parcelId, told: event } of told) {
    passUntil(at);
    desk.hear([event], parcelId);
    look(at);
  }
  passUntil(240);
  return { desk, said };
}

function nextHour(desk: OrderDesk, now: number): number | null {
  const due = desk.wakeAt(now);
  if (due === null) return null;
  return (Date.parse(due) - Date.parse(hour(0))) / 3_600_000;
}

const isOrdinary = ({ decision }: Said): boolean => decision.message?.messageClass !== 'essential';

function minuteOfDay(at: number): number {
  const wall = hour(at).slice(11, 16);
  return Number(wall.slice(0, 2)) * 60 + Number(wall.slice(3));
}

describe('quiet hours and budget', () => {
  it('bind everything that is not essential, and nothing that is', () => {
    fc.assert(
      fc.property(life, (told) => {
        const { said } = live(bounded, told);
        const ordinary = said.filter(isOrdinary);
        for (const { at } of ordinary) {
          expect(minuteOfDay(at)).toBeGreaterThanOrEqual(7 * 60);
          expect(minuteOfDay(at)).toBeLessThan(21 * 60);
          const inWindow = ordinary.filter((each) => each.at > at - BUDGET.perHours && each.at <= at);
          expect(inWindow.length).toBeLessThanOrEqual(BUDGET.messages);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('lose no essential message and delay none', () => {
    const essentials = (said: readonly Said[]): readonly string[] =>
      said
        .filter((each) => !isOrdinary(each))
        .map(
          ({ at, decision }) => `${at} ${decision.parcelIds.join()} ${decision.condition} ${decision.reason}`,
        );
    fc.assert(
      fc.property(life, (told) => {
        const loud = essentials(live(shipped, told).said).filter((each) => !each.includes('correction'));
        const quiet = essentials(live(bounded, told).said).filter((each) => !each.includes('correction'));
        expect(quiet).toEqual(loud);
      }),
      { numRuns: 150 },
    );
  });

  it('leave nothing to say about what is said already: looking twice at any hour changes nothing', () => {
    fc.assert(
      fc.property(life, fc.integer({ min: 0, max: 239 }), (told, at) => {
        const { desk } = live(
          bounded,
          told.filter((each) => each.at <= at),
        );
        desk.look(240);
        const { ledger } = desk;
        expect(desk.look(240)).toEqual([]);
        expect(desk.ledger).toBe(ledger);
      }),
      { numRuns: 100 },
    );
  });
});

describe('a message that waits', () => {
  const NIGHT = 14;
  const MORNING = 23;

  it('leaves in the morning if it is still so, and the clock is set for it', () => {
    const desk = new OrderDesk({ policy: bounded }).hear([pickedUp(NIGHT)]);
    expect(desk.look(NIGHT)).toMatchObject([
      {
        outcome: 'wait',
        message: null,
        trace: {
          because: 'quiet_hours',
          nearest: { fact: 'asOf', needed: `at or after ${hour(MORNING)}`, wouldHave: 'send on_its_way' },
        },
      },
    ]);
    expect(desk.wakeAt(NIGHT + 1)).toBe(hour(MORNING));
    expect(desk.look(MORNING - 1)).toEqual([]);
    expect(desk.look(MORNING)).toMatchObject([{ outcome: 'send', condition: 'on_its_way' }]);
    expect(desk.look(MORNING + 1)).toEqual([]);
  });

  it('is never said once something took its place', () => {
    const desk = new OrderDesk({ policy: bounded }).hear([pickedUp(NIGHT)]);
    desk.look(NIGHT);
    desk.hear([delivered(NIGHT + 5)]);
    const said = [...desk.look(NIGHT + 5), ...desk.look(MORNING)].filter(({ message }) => message !== null);
    expect(said).toMatchObject([{ condition: 'delivered' }]);
  });

  it('for company leaves with the first of its kind, as one message', () => {
    const onItsWay = {
      id: 'first-physical',
      condition: 'on_its_way',
      scope: 'arrival',
      when: { isFirstPhysical: { is: true } },
      repeats: 'never',
      then: { outcome: 'send', messageClass: 'informative', usefulForHours: 48, waitHours: 4 },
    };
    const policy = compilePolicy(readPolicy({ base: 'shipped', version: 'digest', rules: [onItsWay] }));
    const desk = new OrderDesk({ policy, parcelIds: ['p1', 'p2'] }).hear([pickedUp(1)], 'p1');
    expect(desk.look(1)).toMatchObject([{ outcome: 'wait', trace: { because: 'coalescing' } }]);
    desk.hear([pickedUp(3)], 'p2');
    expect(desk.look(3)).toMatchObject([{ outcome: 'wait' }]);
    expect(desk.wakeAt(3)).toBe(hour(5));
    expect(desk.look(5)).toMatchObject([{ outcome: 'send', parcelIds: ['p1', 'p2'] }]);
    expect(desk.look(9)).toEqual([]);
  });

  it('as a courtesy is displaced by an essential one', () => {
    const courtesy = {
      id: 'weather',
      condition: 'noise',
      scope: 'exception',
      when: { reason: { equals: 'weather' } },
      then: { outcome: 'send', messageClass: 'courtesy', waitHours: 6 },
    };
    const policy = compilePolicy(readPolicy({ base: 'shipped', version: 'courteous', rules: [courtesy] }));
    const desk = new OrderDesk({ policy }).hear([pickedUp(1)]);
    desk.look(1);
    desk.hear([problem(2, { reason: 'weather' })]);
    expect(desk.look(2)).toMatchObject([{ outcome: 'wait' }]);
    desk.hear([problem(4, { reason: 'address_insufficient', actor: 'recipient' })]);
    expect(desk.look(4)).toMatchObject([{ outcome: 'open_case' }]);
    expect(desk.look(12)).toEqual([]);
  });

  it('is held while a rule holds the parcel, and a case that stays open is raised once', () => {
    const held = {
      id: 'hold-customs',
      condition: 'noise',
      scope: 'exception',
      when: { reason: { equals: 'customs_processing' } },
      then: { outcome: 'hold', because: 'customs_is_slow' },
    };
    const policy = compilePolicy(readPolicy({ base: 'shipped', version: 'holding', rules: [held] }));
    const desk = new OrderDesk({ policy }).hear([pickedUp(1), problem(2, { reason: 'customs_processing' })]);
    expect(desk.look(3)).toMatchObject([
      { outcome: 'hold', trace: { because: 'customs_is_slow' } },
      { outcome: 'suppress', condition: 'on_its_way', trace: { because: 'held_by_rule' } },
    ]);
    desk.hear([problem(4, { reason: 'address_insufficient', actor: 'recipient' })]);
    desk.look(4);
    expect(desk.look(4 + 72)).toMatchObject([{ outcome: 'escalate' }]);
    expect(desk.caseChanges.at(-1)).toMatchObject({ change: 'escalate', escalatedAt: hour(76) });
    expect(desk.look(100).filter(({ outcome }) => outcome === 'escalate')).toEqual([]);
  });
});
