import type { CalendarDate } from '../time/instant.js';
import type { CompiledRule } from './compile-policy.js';
import { checkoutDay, shownDay } from './facts.js';
import type { FactName } from './facts.js';
import type { LedgerEntry } from './ledger.js';
import type { Round } from './round.js';
import type { Subject } from './subject.js';

/** The facts that ask whether a day has passed, and which day that is. */
const DAY_OF: Readonly<Partial<Record<FactName, (subject: Subject) => CalendarDate | null>>> = {
  hoursPastPromise: shownDay,
  hoursPastCheckoutDate: checkoutDay,
};

/** The promised day that a rule finds to have passed; null where it asks for none. */
export function brokenDay({ rule, tests }: CompiledRule, subject: Subject): CalendarDate | null {
  if (rule.condition !== 'promise_broken') return null;
  const days = tests.flatMap(({ fact }) => DAY_OF[fact]?.(subject) ?? []);
  return days.toSorted().at(-1) ?? null;
}

function isTold({ condition, speech }: LedgerEntry): boolean {
  return condition === 'promise_broken' && (speech === 'sent' || speech === 'undeliverable');
}

/**
 * The customer heard already that this day passed, or a later one: a broken promise is told once, whatever the policy
 * asks. A date that was given since, and passes, is another promise.
 */
export function isToldBroken({ input }: Round, compiled: CompiledRule, subject: Subject): boolean {
  const day = brokenDay(compiled, subject);
  if (day === null) return false;
  const parcelId = subject.parcel?.journey.parcelId ?? null;
  return input.ledger.some(
    (row) =>
      row.parcelId === parcelId && isTold(row) && (row.promisedDay ?? row.decidedAt.slice(0, 10)) >= day,
  );
}
