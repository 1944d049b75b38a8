import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isSaidFalse } from '../policy/is-said-false.js';
import type { LedgerEntry } from '../policy/ledger.js';
import {
  OrderDesk,
  delivered,
  label,
  pickedUp,
  problem,
  report,
  scan,
  solved,
  takenBack,
  tour,
} from '../policy/order-desk.spec-support.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import type { Telling } from './shown-status.js';

type Make = (at: number) => TrackingEvent;
const address = { reason: 'address_insufficient', actor: 'recipient' } as const;
const steps: readonly Make[] = [
  label,
  pickedUp,
  scan,
  tour,
  delivered,
  (at) => report(at, { milestone: 'available_for_pickup' }),
  (at) => report(at, { milestone: 'returning' }),
  (at) => problem(at, address),
  (at) => solved(at, address),
  (at) => takenBack(at, { milestone: 'delivered' }),
  (at) => takenBack(at, { milestone: 'delivered' }),
  (at) => takenBack(at, { milestone: 'out_for_delivery' }),
  (at) => takenBack(at, { milestone: 'available_for_pickup' }),
  (at) => takenBack(at, { milestone: 'picked_up' }),
];

const TELLINGS: readonly Telling[] = [
  { face: 'page', ticketId: null },
  { face: 'bot', ticketId: null },
  { face: 'ticket', ticketId: '1' },
  { face: 'ticket', ticketId: '2' },
];
const nameOf = (told: Telling | undefined): string =>
  told === undefined ? 'message' : [told.face, told.ticketId].filter(Boolean).join(' ');

interface Step {
  readonly event: TrackingEvent;
  /** Who looks or asks after it. */
  readonly tellings: readonly Telling[];
}

const histories: fc.Arbitrary<readonly Step[]> = fc
  .array(fc.tuple(fc.constantFrom(...steps), fc.integer({ min: 1, max: 30 }), fc.subarray([...TELLINGS])), {
    minLength: 1,
    maxLength: 20,
  })
  .map((all) => {
    let at = 0;
    return all.map(([make, gap, tellings]) => ({ event: make((at += gap)), tellings }));
  });

const END = 620;

function currentOf(desk: OrderDesk): string | null {
  return desk.input(END).orderJourney.parcels[0]?.journey.current?.milestone ?? null;
}

const corrections = ({ ledger }: OrderDesk): readonly LedgerEntry[] =>
  ledger.filter(({ condition, about }) => condition === 'correction' && about !== null);

/** By who was told: how often "it was delivered" was corrected. */
function correctedDeliveries(desk: OrderDesk): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { about, told } of corrections(desk)) {
    const said = desk.ledger.find(({ key }) => key === about);
    if (said?.condition !== 'delivered') continue;
    counts.set(nameOf(told), (counts.get(nameOf(told)) ?? 0) + 1);
  }
  return counts;
}

const WAS_DELIVERED: ReadonlySet<string | null> = new Set(['delivered', 'returning', 'returned']);

/** By who was told: how often "it was delivered" was said and then was not so. */
class Expected {
  readonly counts = new Map<string, number>();
  readonly #believe = new Set<string>();

  told(who: string): void {
    this.#believe.add(who);
  }

  turned(milestone: string | null): void {
    if (WAS_DELIVERED.has(milestone)) return;
    for (const who of this.#believe) this.counts.set(who, (this.counts.get(who) ?? 0) + 1);
    this.#believe.clear();
  }
}

describe('what was said in a message, on a page, in a ticket or by a bot', () => {
  it('and turned false is corrected once, there, and nowhere else', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const desk = new OrderDesk();
        const expected = new Expected();
        for (const { event, tellings } of history) {
          desk.hear([event]);
          expected.turned(currentOf(desk));
          for (const { condition, message } of desk.look(END))
            if (condition === 'delivered' && message !== null) expected.told('message');
          for (const told of tellings)
            if (desk.tell(told, END).headline === 'delivered') expected.told(nameOf(told));
        }
        expect(correctedDeliveries(desk)).toEqual(expected.counts);
      }),
      { numRuns: 300 },
    );
  });

  it('is never corrected where nobody was told, never twice, and never left standing', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const desk = new OrderDesk();
        for (const { event, tellings } of history) {
          desk.hear([event]).look(END);
          for (const told of tellings) desk.tell(told, END);
        }
        const all = corrections(desk);
        expect(new Set(all.map(({ about }) => about)).size).toBe(all.length);
        for (const { about, told } of all) {
          const said = desk.ledger.find(({ key }) => key === about);
          expect(said).toMatchObject({ speech: 'sent' });
          expect(said?.told).toEqual(told);
        }
        const journey = desk.input(END).orderJourney.parcels[0]?.journey;
        const standing = desk.ledger.filter(
          (row) => row.speech === 'sent' && journey !== undefined && isSaidFalse(row, journey),
        );
        for (const { key, outcome } of standing)
          expect([key, outcome === 'open_case' || all.some(({ about }) => about === key)]).toEqual([
            key,
            true,
          ]);
      }),
      { numRuns: 300 },
    );
  });

  it('and was shown changes nothing that is decided about messages', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const looked = new OrderDesk();
        const unseen = new OrderDesk();
        for (const { event, tellings } of history) {
          looked.hear([event]).look(END);
          unseen.hear([event]).look(END);
          for (const told of tellings) looked.tell(told, END);
        }
        const inMessages = ({ decisions }: OrderDesk): readonly unknown[] =>
          decisions
            .filter(({ told }) => told === undefined)
            .map(({ condition, outcome }) => [condition, outcome]);
        expect(inMessages(looked)).toEqual(inMessages(unseen));
      }),
    );
  });
});
