import type { OpenException, ResolvedException } from '../journey/journey.js';
import { firstMatch } from './compile-policy.js';
import type { RuleGroup } from './compile-policy.js';
import { claimsOf, happened } from './finding.js';
import type { Finding } from './finding.js';
import type { LedgerEntry } from './ledger.js';
import { finalSilence, meet } from './round.js';
import type { Round } from './round.js';
import type { Subject } from './subject.js';

type AnyException = OpenException & Partial<Pick<ResolvedException, 'resolved'>>;

/** The row was written about this very stretch of the problem, however its reports have grown since. */
export function isRowOf(row: LedgerEntry, exception: AnyException): boolean {
  if (row.reason !== exception.reason) return false;
  if (row.eventId === exception.opened.eventId) return true;
  const end = exception.resolved?.sortAt;
  return row.factAt >= exception.opened.sortAt && (end === undefined || row.factAt <= end);
}

function toFinding(exception: AnyException, subject: Subject, group: RuleGroup): Finding | null {
  const compiled = firstMatch(group, subject);
  return (
    compiled && {
      compiled,
      group,
      subject,
      parcelId: subject.parcel?.journey.parcelId ?? null,
      reason: exception.reason,
      ...happened(exception.opened),
      claims: claimsOf(subject, { reason: exception.reason }),
      isPassed: exception.resolved !== undefined,
      about: null,
    }
  );
}

interface ParcelProblems {
  readonly round: Round;
  readonly parcelSubject: Subject;
  readonly group: RuleGroup;
  readonly rows: readonly LedgerEntry[];
  readonly claimed: Set<LedgerEntry>;
  /** The events by which the problems opened: a row that names one is about that stretch, where another ends at its instant. */
  readonly openings: ReadonlySet<string | null>;
}

/** What is over claims the rows about it; what nobody heard of is recorded as passed. */
function meetResolved(
  { round, parcelSubject, group, rows, claimed, openings }: ParcelProblems,
  exception: ResolvedException,
): void {
  const { eventId } = exception.opened;
  const own = rows.filter(
    (row) =>
      !claimed.has(row) &&
      (row.eventId === eventId || (!openings.has(row.eventId) && isRowOf(row, exception))),
  );
  for (const row of own) claimed.add(row);
  const finding = own.length === 0 ? toFinding(exception, { ...parcelSubject, exception }, group) : null;
  if (finding !== null) round.news.push(finding);
}

/** Returns whether it has a case open. */
function meetOpen(
  { round, parcelSubject, group, rows, claimed }: ParcelProblems,
  exception: OpenException,
): boolean {
  const finding = toFinding(exception, { ...parcelSubject, exception }, group);
  if (finding === null) return false;
  const open = rows.filter(
    (row) => !claimed.has(row) && row.closedAt === null && row.reason === exception.reason,
  );
  const row = open.find((each) => isRowOf(each, exception)) ?? open[0] ?? null;
  meet(round, finding, row);
  if (row !== null && round.kept.includes(row)) return row.outcome === 'open_case';
  return finding.compiled.rule.then.outcome === 'open_case' && finalSilence(round, finding) === null;
}

/**
 * One parcel's problems, resolved ones first: they claim their rows, so that a row of the last occurrence does not
 * stand for the next. Returns whether a case is open.
 */
export function findExceptions(round: Round, parcelSubject: Subject): boolean {
  const { parcel } = parcelSubject;
  const group = round.policy.groups.exception[0];
  if (parcel === null || group === undefined) return false;
  const { journey, parcelId } = parcel.journey;
  const { resolvedExceptions, openExceptions } = journey;
  if (resolvedExceptions.length + openExceptions.length === 0) return false;
  const rows = round.input.ledger.filter(
    (row) => row.parcelId === parcelId && row.reason !== null && row.about === null,
  );
  const openings = new Set([...resolvedExceptions, ...openExceptions].map(({ opened }) => opened.eventId));
  const problems = { round, parcelSubject, group, rows, claimed: new Set<LedgerEntry>(), openings };
  for (const exception of resolvedExceptions) meetResolved(problems, exception);
  return openExceptions.map((exception) => meetOpen(problems, exception)).includes(true);
}
