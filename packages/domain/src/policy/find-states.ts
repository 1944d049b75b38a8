import type { Journey } from '../journey/journey.js';
import type { Instant } from '../time/instant.js';
import { firstMatch, passes } from './compile-policy.js';
import type { CompiledRule, RuleGroup } from './compile-policy.js';
import type { Condition } from './decision.js';
import { claimsOf } from './finding.js';
import type { Finding } from './finding.js';
import { isUnsaid } from './ledger.js';
import type { LedgerEntry } from './ledger.js';
import { keep, meet } from './round.js';
import type { Round } from './round.js';
import type { ParcelFacts, Subject } from './subject.js';
import { isToldAlready } from './told-already.js';

function openRow(round: Round, parcelId: string | null, condition: Condition): LedgerEntry | null {
  for (const row of round.input.ledger)
    if (
      row.closedAt === null &&
      row.parcelId === parcelId &&
      row.condition === condition &&
      row.about === null
    )
      return row;
  return null;
}

function parcelIdOf({ parcel }: Subject): string | null {
  return parcel?.journey.parcelId ?? null;
}

/** A clock condition became true when its time ran out, not when somebody looked. */
function dueAt(due: Instant | null | undefined, asOf: Instant): Instant {
  return due != null && due < asOf ? due : asOf;
}

function silenceOpenedAt({ forecast }: ParcelFacts): Instant | null {
  if (forecast?.silence.state !== 'silent') return null;
  return forecast.silence.openedAt ?? forecast.silence.since;
}

type Origin = Pick<Finding, 'factAt' | 'eventId'>;

function linkOrigin({ timeline }: Journey, asOf: Instant): Origin {
  const link = timeline.findLast(({ event }) => event.link?.relation === 'replaced_by');
  return link === undefined
    ? { factAt: asOf, eventId: null }
    : { factAt: link.sortAt, eventId: link.event.id };
}

/** When and by what a state came about. */
function originOf({ rule }: CompiledRule, { order, parcel }: Subject): Origin {
  const { asOf } = order;
  if (parcel === null) return { factAt: dueAt(order.orderForecast.dispatchBy, asOf), eventId: null };
  const { journey } = parcel.journey;
  if (rule.condition === 'number_replaced') return linkOrigin(journey, asOf);
  return { factAt: dueAt(silenceOpenedAt(parcel), asOf), eventId: journey.lastPhysical?.eventId ?? null };
}

/** What was said stays said while a rule that no longer matches asks for no more than that. */
function keepWhatStays(round: Round, subject: Subject, group: RuleGroup): void {
  for (const { rule, staysTests } of group) {
    if (staysTests === null) continue;
    const row = openRow(round, parcelIdOf(subject), rule.condition);
    if (row === null || isUnsaid(row)) return;
    if (passes(staysTests, subject)) return keep(round, row);
  }
}

/** The rules of a group speak of one condition. */
function findState(round: Round, subject: Subject, group: RuleGroup): void {
  for (const compiled of group) {
    if (!passes(compiled.asked, subject) || isToldAlready(round, compiled, subject)) continue;
    const parcelId = parcelIdOf(subject);
    const said = { compiled, group, subject, parcelId, reason: null, isPassed: false, about: null };
    const finding = { ...said, ...originOf(compiled, subject), claims: claimsOf(subject, {}) };
    return meet(round, finding, openRow(round, parcelId, compiled.rule.condition));
  }
  keepWhatStays(round, subject, group);
}

/** What holds of the order as a whole. */
export function findOrderStates(round: Round): void {
  for (const group of round.policy.groups.order) findState(round, round.order, group);
}

/** What holds of one parcel, by the clock or by how it stands. */
export function findParcelStates(round: Round, parcelSubject: Subject): void {
  for (const group of round.policy.groups.parcel) findState(round, parcelSubject, group);
}

/** What keeps the order from being prepared; lines held for the same reason are one hold. */
export function findHolds(round: Round): void {
  const group = round.policy.groups.hold[0];
  if (group === undefined || round.input.orderJourney.holds.length === 0) return;
  const seen = new Set<string>();
  for (const hold of round.input.orderJourney.holds) {
    if (seen.has(hold.reason)) continue;
    seen.add(hold.reason);
    const subject = { ...round.order, hold };
    const compiled = firstMatch(group, subject);
    if (compiled === null) continue;
    const row = round.input.ledger.find(
      (each) =>
        each.closedAt === null &&
        each.parcelId === null &&
        each.condition === compiled.rule.condition &&
        each.reason === hold.reason &&
        each.about === null,
    );
    const finding: Finding = {
      compiled,
      group,
      subject,
      parcelId: null,
      reason: hold.reason,
      factAt: hold.since,
      eventId: null,
      claims: claimsOf(subject, { reason: hold.reason }),
      isPassed: false,
      about: null,
    };
    meet(round, finding, row ?? null);
  }
}
