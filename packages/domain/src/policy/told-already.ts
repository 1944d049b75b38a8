import type { CalendarDate } from '../time/instant.js';
import type { CompiledRule } from './compile-policy.js';
import { checkoutDay, incidentOf, shownDay } from './facts.js';
import type { FactName } from './facts.js';
import type { LedgerEntry } from './ledger.js';
import type { Round } from './round.js';
import type { Subject } from './subject.js';

/** What a message tells of that is told once, whatever the policy asks. */
export type ToldOnce = Pick<LedgerEntry, 'promisedDay' | 'incidentId'>;

/** The facts that ask whether a day has passed, and which day that is. */
const DAY_OF: Readonly<Partial<Record<FactName, (subject: Subject) => CalendarDate | null>>> = {
  hoursPastPromise: shownDay,
  hoursPastCheckoutDate: checkoutDay,
};

function asksOfIncident(tests: CompiledRule['tests']): boolean {
  return tests.some(
    ({ fact, accepts }) => (fact === 'isInExplainedIncident' || fact === 'isInIncident') && accepts(true),
  );
}

/** The promised day that a rule finds to have passed, or the incident that it tells of. */
export function toldOnceBy({ rule, tests }: CompiledRule, subject: Subject): ToldOnce {
  if (rule.condition === 'promise_broken') {
    const days = tests.flatMap(({ fact }) => DAY_OF[fact]?.(subject) ?? []).toSorted();
    return days.length === 0 ? {} : { promisedDay: days.at(-1) ?? '' };
  }
  const incident = subject.order.incidents === undefined ? null : incidentOf(subject);
  return incident !== null && asksOfIncident(tests) ? { incidentId: incident.incidentId } : {};
}

function isSaid({ speech }: LedgerEntry): boolean {
  return speech === 'sent' || speech === 'undeliverable';
}

/**
 * A promise that was broken is told once; a date that was given since, and passes, is another. An order hears of an
 * incident once, whichever of its parcels come into it.
 */
export function isToldAlready({ input }: Round, compiled: CompiledRule, subject: Subject): boolean {
  const { promisedDay, incidentId } = toldOnceBy(compiled, subject);
  if (incidentId !== undefined)
    return input.ledger.some((row) => row.incidentId === incidentId && isSaid(row));
  if (promisedDay === undefined) return false;
  const parcelId = subject.parcel?.journey.parcelId ?? null;
  return input.ledger.some(
    (row) =>
      row.condition === 'promise_broken' &&
      row.parcelId === parcelId &&
      isSaid(row) &&
      (row.promisedDay ?? row.decidedAt.slice(0, 10)) >= promisedDay,
  );
}
