import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { TrackingEvent } from '../words/tracking-event.js';
import { decide } from './decide.js';
import { firstPolicy } from './first-policy.js';
import { isSaidFalse } from './is-said-false.js';
import type { LedgerEntry } from './ledger.js';
import {
  OrderDesk,
  delivered,
  hour,
  label,
  pickedUp,
  problem,
  report,
  scan,
  solved,
  takenBack,
  tour,
} from './order-desk.spec-support.js';

const REASON = [
  { reason: 'address_insufficient', actor: 'recipient' },
  { reason: 'business_closed', actor: 'recipient' },
  { reason: 'refused', actor: 'merchant' },
  { reason: 'label_problem', actor: 'nobody' },
] as const;

type Make = (at: number) => TrackingEvent;
const problems: readonly Make[] = REASON.map((what) => (at) => problem(at, what));
const solutions: readonly Make[] = REASON.map((what) => (at) => solved(at, what));
const steps: readonly Make[] = [
  label,
  pickedUp,
  scan,
  tour,
  delivered,
  (at) => report(at, { milestone: 'delivery_attempted' }),
  (at) => report(at, { milestone: 'available_for_pickup' }),
  (at) => report(at, { milestone: 'returning' }),
  (at) => report(at, { kind: 'info', physical: false }),
  ...problems,
  ...solutions,
];
const retractions: readonly Make[] = [
  (at) => takenBack(at, { milestone: 'delivered' }),
  (at) => takenBack(at, { milestone: 'out_for_delivery' }),
  (at) => takenBack(at, { milestone: 'available_for_pickup' }),
];

/** Reports at distinct hours. */
function historyOf(makes: readonly Make[]): fc.Arbitrary<readonly TrackingEvent[]> {
  return fc
    .array(fc.tuple(fc.constantFrom(...makes), fc.integer({ min: 1, max: 20 })), {
      minLength: 1,
      maxLength: 25,
    })
    .map((reports) => {
      let at = 0;
      return reports.map(([make, gap]) => make((at += gap)));
    });
}

const END = 520;

/** A source that cannot see keeps the clock out of it: what the clock adds depends on when somebody looks. */
const BLIND = { visibility: { lastProvenAt: hour(0), blindSince: hour(0) } };

function inBatches(events: readonly TrackingEvent[], size: number): OrderDesk {
  const desk = new OrderDesk(BLIND);
  for (let start = 0; start < events.length; start += size) {
    const batch = events.slice(start, start + size);
    const at = Math.max(...batch.map(({ at: { instant } }) => Date.parse(instant ?? '')));
    desk.hear(batch).look((at - Date.parse(hour(0))) / 3_600_000 + 0.1);
  }
  return desk;
}

/** Met by the passing of time alone: a desk that looks only when something arrives may not have looked then. */
const OF_THE_CLOCK: ReadonlySet<string> = new Set(['case_overdue', 'being_prepared']);

function isOfTheWorld({ condition }: LedgerEntry): boolean {
  return !OF_THE_CLOCK.has(condition);
}

/** Which conditions were met, each as often as it was. Answers are left out: they follow from what was said. */
function met({ ledger }: OrderDesk): readonly string[] {
  return ledger
    .filter((row) => row.about === null && isOfTheWorld(row))
    .map(({ key }) => key)
    .toSorted();
}

/**
 * Which conditions were met at all, without what turned out never to have been: an older report may show that the
 * journey had ended before, or that what seemed solved was not.
 */
function metInTruth(desk: OrderDesk): ReadonlySet<string> {
  const journey = desk.input(END).orderJourney.parcels[0]?.journey;
  const rows = desk.ledger.filter(
    (row) => row.about === null && isOfTheWorld(row) && journey !== undefined && !isSaidFalse(row, journey),
  );
  return new Set(rows.map(({ condition, reason }) => `${condition} ${reason}`));
}

function isAnythingRetracted(desk: OrderDesk): boolean {
  return desk.input(END).orderJourney.parcels.some(({ journey }) => journey.retractions.length > 0);
}

const spoken = (desk: OrderDesk): readonly LedgerEntry[] =>
  desk.ledger.filter(({ speech }) => speech === 'sent');

describe('decisions', () => {
  it('are a function of what is true, the policy and the clock', () => {
    fc.assert(
      fc.property(historyOf([...steps, ...retractions]), fc.integer({ min: 0, max: 900 }), (events, at) => {
        const left = new OrderDesk().hear(events);
        const right = new OrderDesk().hear(events.toReversed());
        expect(left.look(at)).toEqual(right.look(at));
        expect(left.ledger).toEqual(right.ledger);
      }),
    );
  });

  it('are made once: looking again at the same finds nothing new', () => {
    fc.assert(
      fc.property(historyOf([...steps, ...retractions]), fc.integer({ min: 1, max: 7 }), (events, size) => {
        const desk = inBatches(events, size);
        desk.look(END);
        const { ledger } = desk;
        expect(desk.hear(events).look(END)).toEqual([]);
        expect(desk.ledger).toEqual(ledger);
      }),
    );
  });

  it('about batches of 1, 7 and 300 differ only by what was overtaken', () => {
    fc.assert(
      fc.property(historyOf(steps), (events) => {
        const [one, seven, all] = [1, 7, 300].map((size) => inBatches(events, size)) as [
          OrderDesk,
          OrderDesk,
          OrderDesk,
        ];
        fc.pre(!isAnythingRetracted(one));
        expect(met(seven)).toEqual(met(one));
        expect(met(all)).toEqual(met(one));
      }),
      { numRuns: 150 },
    );
  });

  it('about shuffled arrivals differ only by what was overtaken', () => {
    const shuffled = historyOf(steps).chain((events) =>
      fc.tuple(fc.constant(events), fc.shuffledSubarray([...events], { minLength: events.length })),
    );
    fc.assert(
      fc.property(shuffled, ([events, arrivals]) => {
        const late = new OrderDesk(BLIND);
        for (const event of arrivals) late.hear([event]).look(END);
        const inOrder = new OrderDesk(BLIND);
        for (const event of events) inOrder.hear([event]).look(END);
        fc.pre(!isAnythingRetracted(inOrder));
        expect(metInTruth(late)).toEqual(metInTruth(inOrder));
        expect(openProblems(late)).toEqual(openProblems(inOrder));
      }),
      { numRuns: 150 },
    );
  });

  it('never speak of what happened before the brand spoke', () => {
    fc.assert(
      fc.property(historyOf([...steps, ...retractions]), fc.integer({ min: 0, max: 300 }), (events, from) => {
        const desk = new OrderDesk({ speaksFrom: hour(from) });
        for (const event of events) desk.hear([event]).look(END);
        for (const { factAt } of spoken(desk)) expect(factAt >= hour(from)).toBe(true);
      }),
    );
  });

  it('correct a thing said exactly once, and a thing unsaid never', () => {
    const history = historyOf([...steps, ...retractions, ...retractions]);
    fc.assert(
      fc.property(history, fc.boolean(), (events, sends) => {
        const desk = new OrderDesk({ sends });
        for (const event of events) desk.hear([event]).look(END);
        const corrections = desk.ledger.filter(({ condition }) => condition === 'correction');
        const corrected = corrections.map(({ about }) => about);
        expect(new Set(corrected).size).toBe(corrected.length);
        for (const key of corrected) expect(desk.ledger.find((row) => row.key === key)?.speech).toBe('sent');
        expect(sends || corrections.length === 0).toBe(true);
      }),
    );
  });

  it('leave nothing false standing that was said', () => {
    fc.assert(
      fc.property(historyOf([...steps, ...retractions]), (events) => {
        const desk = new OrderDesk();
        for (const event of events) desk.hear([event]).look(END);
        const isDelivered = desk.input(END).orderJourney.parcels[0]?.journey.current?.milestone;
        const told = desk.ledger.filter(
          ({ condition, speech }) => condition === 'delivered' && speech === 'sent',
        );
        const uncorrected = told.filter(({ key }) => !desk.ledger.some(({ about }) => about === key));
        const isSo = ['delivered', 'returning', 'returned'].includes(isDelivered ?? '');
        expect(isSo ? [] : uncorrected).toEqual([]);
      }),
    );
  });

  it('say by which rule, from which facts, and what would have had to be otherwise', () => {
    const hold = { reason: 'payment_review' as const, since: hour(0) };
    const held = {
      order: {
        lines: [{ id: 'l1', title: 'Lamp', quantity: 1, cancelledQuantity: 0, requiresShipping: true, hold }],
      },
    };
    fc.assert(
      fc.property(historyOf([...steps, ...retractions]), fc.boolean(), (events, isHeld) => {
        const desk = new OrderDesk(isHeld ? held : {});
        for (const [index, event] of events.entries()) desk.hear([event]).look(index * 24);
        desk.look(END);
        for (const { trace } of desk.decisions) {
          expect(trace).toMatchObject({
            ruleId: expect.any(String),
            nearest: { wouldHave: expect.any(String) },
          });
          expect(Object.keys(trace.inputs).length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('do not change what they were given', () => {
    fc.assert(
      fc.property(historyOf(steps), (events) => {
        const desk = inBatches(events, 3);
        const input = desk.input(END);
        const before = structuredClone(input.ledger);
        decide(firstPolicy(), input);
        expect(input.ledger).toEqual(before);
      }),
    );
  });
});

function openProblems({ ledger }: OrderDesk): readonly string[] {
  return ledger
    .filter(({ closedAt, reason }) => closedAt === null && reason !== null)
    .map(({ parcelId, condition, reason }) => [parcelId, condition, reason].join(':'))
    .toSorted();
}
