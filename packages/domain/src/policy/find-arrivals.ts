import type { Journey, ReachedMilestone } from '../journey/journey.js';
import { toMillis } from '../time/instant.js';
import { milestoneRank } from '../words/milestone.js';
import type { Milestone } from '../words/milestone.js';
import type { Reason } from '../words/reason.js';
import { firstMatch } from './compile-policy.js';
import type { CompiledRule, RuleGroup } from './compile-policy.js';
import { claimsOf, happened } from './finding.js';
import type { Finding } from './finding.js';
import type { LedgerEntry } from './ledger.js';
import { keep, meet } from './round.js';
import type { Round } from './round.js';
import type { Arrival, Subject } from './subject.js';

/** Reports of one arrival at a milestone: carriers repeat themselves. */
interface Run {
  readonly compiled: CompiledRule;
  readonly first: Arrival;
  readonly members: ReachedMilestone[];
  readonly subject: Subject;
  /** Of its last member among all that was reached. */
  lastIndex: number;
}

interface ParcelArrivals {
  readonly round: Round;
  readonly group: RuleGroup;
  readonly journey: Journey;
  readonly rows: readonly LedgerEntry[];
  readonly runs: readonly Run[];
}

/** Within this a repeated report, from the same source or another, is the same arrival; fold unseats `delivered` by it too. */
const SAME_ARRIVAL_MS = 12 * 3_600_000;

function isNear(left: string, right: string): boolean {
  return Math.abs(toMillis(left) - toMillis(right)) <= SAME_ARRIVAL_MS;
}

/** Up to the first tour all steps are one stage: a handled parcel is on its way, whatever its last milestone is called. */
function stageOf(milestone: Milestone): Milestone {
  return milestoneRank(milestone) <= milestoneRank('in_transit') ? 'in_transit' : milestone;
}

function stageOfRun({ first }: Run): Milestone {
  return first.isFirstPhysical ? 'in_transit' : stageOf(first.at.milestone);
}

function startsAnew(run: Run, at: ReachedMilestone, between: boolean): boolean {
  const last = run.members.at(-1) ?? run.first.at;
  const { repeats } = run.compiled.rule;
  if (repeats === 'never') return false;
  if (repeats === 'daily') return last.at.wall.slice(0, 10) !== at.at.wall.slice(0, 10);
  return between && !isNear(last.sortAt, at.sortAt);
}

function collectRuns(journey: Journey, parcelSubject: Subject, group: RuleGroup): readonly Run[] {
  const runs: Run[] = [];
  const { order, parcel } = parcelSubject;
  const visit = (arrival: Arrival, lastIndex: number): void => {
    const subject = { order, parcel, hold: null, arrival, exception: null, said: null };
    const compiled = firstMatch(group, subject);
    if (compiled === null) return;
    const previous = runs.findLast((run) => run.compiled.rule.condition === compiled.rule.condition);
    if (previous && !startsAnew(previous, arrival.at, lastIndex > previous.lastIndex + 1)) {
      previous.members.push(arrival.at);
      previous.lastIndex = lastIndex;
      return;
    }
    runs.push({ compiled, first: arrival, members: [arrival.at], subject, lastIndex });
  };
  if (journey.firstPhysical) visit({ at: journey.firstPhysical, isFirstPhysical: true }, -1);
  journey.reached.forEach((at, index) => visit({ at, isFirstPhysical: false }, index));
  return runs;
}

/** Where the parcel stands now is the last run at the stage of its current milestone; all others are passed. */
function currentRun(runs: readonly Run[], journey: Journey): Run | null {
  const { current } = journey;
  if (current === null) return null;
  return runs.findLast((run) => stageOfRun(run) === stageOf(current.milestone)) ?? null;
}

function reasonOf(run: Run): Reason | null {
  return run.first.at.milestone === 'lost' && run.compiled.rule.then.outcome === 'open_case' ? 'lost' : null;
}

function isRowOf(row: LedgerEntry, run: Run, journey: Journey): boolean {
  return (
    row.condition === run.compiled.rule.condition &&
    row.reason === reasonOf(run) &&
    isAboutRun(row, run, journey)
  );
}

function isAboutRun(row: LedgerEntry, run: Run, journey: Journey): boolean {
  if (run.members.some((member) => member.eventId === row.eventId)) return true;
  const isRetracted = journey.retractions.some((retraction) => retraction.retractedEventId === row.eventId);
  if (isRetracted && row.closedAt !== null) return false;
  if (run.compiled.rule.repeats === 'never') return true;
  const isVanished = !journey.reached.some((reached) => reached.eventId === row.eventId);
  return isVanished && run.members.some((member) => isNear(member.sortAt, row.factAt));
}

function toFinding(run: Run, group: RuleGroup, isPassed: boolean): Finding {
  const reason = reasonOf(run);
  return {
    compiled: run.compiled,
    group,
    subject: run.subject,
    parcelId: run.subject.parcel?.journey.parcelId ?? null,
    reason,
    ...happened(run.first.at),
    claims: claimsOf(run.subject, { milestone: run.first.at.milestone, reason }),
    isPassed,
    about: null,
  };
}

/**
 * The row that speaks for where the parcel stands. An open row whose own report was taken back speaks for a new
 * report of the same: what it said is true.
 */
function openRowOf(run: Run, { rows, runs, journey }: ParcelArrivals): LedgerEntry | null {
  const own = rows.find((row) => row.closedAt === null && isRowOf(row, run, journey));
  if (own !== undefined || run.compiled.rule.repeats === 'daily') return own ?? null;
  const isStanding = (row: LedgerEntry): boolean =>
    row.closedAt === null &&
    row.condition === run.compiled.rule.condition &&
    row.reason === reasonOf(run) &&
    !runs.some((each) => isRowOf(row, each, journey));
  return rows.find(isStanding) ?? null;
}

/** The loss of a parcel may come as a problem and as a milestone at once. */
function isFoundAs({ news }: Round, run: Run): boolean {
  const reason = reasonOf(run);
  const parcelId = run.subject.parcel?.journey.parcelId;
  const { condition } = run.compiled.rule;
  return (
    reason !== null &&
    news.some(
      (each) =>
        each.parcelId === parcelId &&
        each.reason === reason &&
        each.compiled.rule.condition === condition &&
        !each.isPassed,
    )
  );
}

/** Of where the parcel stands its row speaks while it is open; of what is passed any row that was ever written. */
function meetRun(arrivals: ParcelArrivals, run: Run, isCurrent: boolean): void {
  const { round, group, journey, rows } = arrivals;
  const open = isCurrent ? openRowOf(run, arrivals) : null;
  if (open?.outcome === 'wait') meet(round, toFinding(run, group, false), open);
  else if (open !== null) keep(round, open);
  else if (!rows.some((row) => isRowOf(row, run, journey)) && !isFoundAs(round, run))
    round.news.push(toFinding(run, group, !isCurrent));
}

/** The milestones that one parcel reached: the current one is news once, those passed through unsaid are recorded. */
export function findArrivals(round: Round, parcelSubject: Subject): void {
  const parcel = parcelSubject.parcel;
  const group = round.policy.groups.arrival[0];
  if (parcel === null || group === undefined || parcel.journey.journey.current === null) return;
  const { journey, parcelId } = parcel.journey;
  const rows = round.input.ledger.filter((row) => row.parcelId === parcelId && row.about === null);
  const runs = collectRuns(journey, parcelSubject, group);
  const current = currentRun(runs, journey);
  const arrivals = { round, group, journey, rows, runs };
  for (const run of runs) meetRun(arrivals, run, run === current);
}
