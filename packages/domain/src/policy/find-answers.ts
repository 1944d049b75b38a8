import type { Journey } from '../journey/journey.js';
import type { Instant } from '../time/instant.js';
import { firstMatch } from './compile-policy.js';
import type { RuleGroup } from './compile-policy.js';
import { claimsOf } from './finding.js';
import type { Claims } from './decision.js';
import type { Finding } from './finding.js';
import { isRowOf } from './find-exceptions.js';
import { isSaidFalse } from './is-said-false.js';
import { isUnsaid } from './ledger.js';
import type { LedgerEntry } from './ledger.js';
import { keep, meet } from './round.js';
import type { Round } from './round.js';
import type { ParcelSubject, SaidRow } from './subject.js';

/** What is answered: told or opened as a case, and no longer so. */
function awaitsAnswer(round: Round, row: LedgerEntry): boolean {
  if (row.about !== null || (row.speech !== 'sent' && row.outcome !== 'open_case')) return false;
  return row.closedAt !== null || !round.kept.includes(row);
}

function isOpenAgain(round: Round, row: LedgerEntry): boolean {
  const isSame = (other: { readonly parcelId: string | null; readonly reason: string | null }): boolean =>
    other.parcelId === row.parcelId && other.reason === row.reason;
  return (
    round.kept.some((other) => isSame(other) && other.condition === row.condition) ||
    round.news.some(
      (news) => isSame(news) && !news.isPassed && news.compiled.rule.condition === row.condition,
    )
  );
}

/** Not said yet, and still to be. */
function isPending(answer: LedgerEntry): boolean {
  return isUnsaid(answer) || answer.outcome === 'wait';
}

/** When what was said stopped being so. */
function changedAt(row: LedgerEntry, journey: Journey, isFalse: boolean): Instant {
  const resolved = journey.resolvedExceptions.findLast((exception) => isRowOf(row, exception))?.resolved;
  const changed = isFalse
    ? (journey.retractions.at(-1)?.by ?? journey.current)
    : (resolved ?? journey.lastPhysical);
  /** Not before it was said: until then there was nothing to answer. */
  return changed !== null && changed.sortAt > row.decidedAt ? changed.sortAt : row.decidedAt;
}

function truthOf({ current, openExceptions }: Journey): Partial<Claims> {
  return { milestone: current?.milestone ?? null, reason: openExceptions[0]?.reason ?? null };
}

function toFinding(said: SaidRow, parcelSubject: ParcelSubject, group: RuleGroup): Finding | null {
  const subject = { ...parcelSubject, said };
  const compiled = firstMatch(group, subject);
  const { row } = said;
  const { journey } = subject.parcel.journey;
  return (
    compiled && {
      compiled,
      group,
      subject,
      parcelId: row.parcelId,
      reason: row.reason,
      factAt: changedAt(row, journey, said.isFalse),
      eventId: null,
      claims: claimsOf(subject, truthOf(journey)),
      isPassed: false,
      about: row,
    }
  );
}

/** An answer that is still waiting to leave stays while the same is to be answered. */
function meetAnswer(round: Round, finding: Finding | null, answer: LedgerEntry | undefined): void {
  if (finding === null) return;
  if (answer === undefined) round.news.push(finding);
  else if (answer.outcome === 'wait') meet(round, finding, answer);
  else if (finding.compiled.rule.condition === answer.condition) keep(round, answer);
}

/** Corrections, recoveries and closed cases: each thing said or shown is answered once, and only if it was. */
export function findAnswers(round: Round, subjects: readonly ParcelSubject[]): void {
  const group = round.policy.groups.said[0];
  if (group === undefined) return;
  const { input, shown } = round;
  for (const row of shown.length === 0 ? input.ledger : [...input.ledger, ...shown]) {
    if (row.parcelId === null || !awaitsAnswer(round, row)) continue;
    const answer = input.ledger.find((each) => each.about === row.key);
    const subject = subjects.find(({ parcel }) => parcel.journey.parcelId === row.parcelId);
    if (subject === undefined || (answer && (answer.closedAt !== null || !isPending(answer)))) continue;
    const isFalse = isSaidFalse(row, subject.parcel.journey.journey);
    meetAnswer(
      round,
      toFinding({ row, isFalse, isOpenAgain: isOpenAgain(round, row) }, subject, group),
      answer,
    );
  }
}
