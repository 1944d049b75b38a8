import type { Journey } from '../journey/journey.js';
import type { Instant } from '../time/instant.js';
import { firstMatch } from './compile-policy.js';
import type { RuleGroup } from './compile-policy.js';
import { claimsOf } from './finding.js';
import type { Finding } from './finding.js';
import { isRowOf } from './find-exceptions.js';
import { isSaidFalse } from './is-said-false.js';
import type { LedgerEntry } from './ledger.js';
import type { Round } from './round.js';
import type { Subject } from './subject.js';

/** What is answered: told or opened as a case, and no longer so. */
function awaitsAnswer(round: Round, row: LedgerEntry): boolean {
  if (row.about !== null || (row.speech !== 'sent' && row.outcome !== 'open_case')) return false;
  return row.closedAt !== null || !round.kept.has(row);
}

function isPending(row: LedgerEntry): boolean {
  return row.closedAt === null && (row.speech === 'requested' || row.speech === 'held');
}

function isOpenAgain(round: Round, row: LedgerEntry): boolean {
  const isSame = (other: { readonly parcelId: string | null; readonly reason: string | null }): boolean =>
    other.parcelId === row.parcelId && other.reason === row.reason;
  return (
    [...round.kept].some((other) => isSame(other) && other.condition === row.condition) ||
    round.news.some(
      (news) => isSame(news) && !news.isPassed && news.compiled.rule.condition === row.condition,
    )
  );
}

function changedAt(row: LedgerEntry, journey: Journey, isFalse: boolean): Instant | null {
  if (isFalse) return journey.retractions.at(-1)?.by.sortAt ?? journey.current?.sortAt ?? null;
  const resolved = journey.resolvedExceptions.findLast((exception) => isRowOf(row, exception));
  return resolved?.resolved.sortAt ?? journey.lastPhysical?.sortAt ?? null;
}

function toFinding(row: LedgerEntry, subject: Subject, group: RuleGroup): Finding | null {
  const compiled = firstMatch(group, subject);
  const journey = subject.parcel?.journey.journey;
  if (compiled === null) return null;
  const changed = journey && changedAt(row, journey, subject.said?.isFalse ?? false);
  return {
    compiled,
    group,
    subject,
    parcelId: row.parcelId,
    reason: row.reason,
    /** Not before it was said: until then there was nothing to answer. */
    factAt: changed != null && changed > row.decidedAt ? changed : row.decidedAt,
    eventId: null,
    claims: claimsOf(subject, {
      milestone: journey?.current?.milestone ?? null,
      reason: journey?.openExceptions[0]?.reason ?? null,
    }),
    isPassed: false,
    about: row,
  };
}

/** Corrections, recoveries and closed cases: each thing said is answered once, and only if it was said. */
export function findAnswers(round: Round, parcelSubjects: ReadonlyMap<string, Subject>): void {
  const group = round.policy.groups.said[0];
  if (group === undefined) return;
  const { ledger } = round.input;
  for (const row of ledger) {
    const answer = ledger.find((each) => each.about === row.key);
    if (!awaitsAnswer(round, row) || (answer && !isPending(answer))) continue;
    const subject = parcelSubjects.get(row.parcelId ?? '');
    const journey = subject?.parcel?.journey.journey;
    if (subject === undefined || journey === undefined) continue;
    const isFalse = isSaidFalse(row, journey);
    const said = { row, isFalse, isOpenAgain: isOpenAgain(round, row) };
    const finding = toFinding(row, { ...subject, said }, group);
    if (answer === undefined) {
      if (finding) round.news.push(finding);
    } else if (finding?.compiled.rule.condition === answer.condition) round.kept.add(answer);
  }
}
