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
import { meet } from './round.js';
import type { Round } from './round.js';
import type { Arrival, Subject } from './subject.js';

/** Reports of one arrival at a milestone: carriers repeat themselves. */
interface Run {
  readonly compiled: CompiledRule;
  readonly first: Arrival;
  readonly members: ReachedMilestone[];
  readonly subject: Subject;
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
  const last = new Map<string, { run: Run; index: number }>();
  const visit = (arrival: Arrival, index: number): void => {
    const subject = { ...parcelSubject, arrival };
    const compiled = firstMatch(group, subject);
    if (compiled === null) return;
    const previous = last.get(compiled.rule.condition);
    if (previous && !startsAnew(previous.run, arrival.at, index > previous.index + 1)) {
      previous.run.members.push(arrival.at);
      previous.index = index;
      return;
    }
    const run = { compiled, first: arrival, members: [arrival.at], subject };
    runs.push(run);
    last.set(compiled.rule.condition, { run, index });
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
  if (row.condition !== run.compiled.rule.condition || row.reason !== reasonOf(run)) return false;
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
function openRowOf(
  run: Run,
  own: readonly LedgerEntry[],
  unclaimed: readonly LedgerEntry[],
): LedgerEntry | null {
  const isStanding = (row: LedgerEntry): boolean =>
    row.closedAt === null &&
    row.condition === run.compiled.rule.condition &&
    row.reason === reasonOf(run) &&
    run.compiled.rule.repeats !== 'daily';
  return own.find((row) => row.closedAt === null) ?? unclaimed.find(isStanding) ?? null;
}

/** The loss of a parcel may come as a problem and as a milestone at once. */
function isFoundAs({ news }: Round, parcelId: string, run: Run): boolean {
  const reason = reasonOf(run);
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

/** The milestones that one parcel reached: the current one is news once, those passed through unsaid are recorded. */
export function findArrivals(round: Round, parcelSubject: Subject): void {
  const parcel = parcelSubject.parcel;
  const group = round.policy.groups.arrival[0];
  if (parcel === null || group === undefined || parcel.journey.journey.current === null) return;
  const { journey, parcelId } = parcel.journey;
  const rows = round.input.ledger.filter((row) => row.parcelId === parcelId && row.about === null);
  const runs = collectRuns(journey, parcelSubject, group);
  const current = currentRun(runs, journey);
  const ownRows = runs.map((run) => rows.filter((row) => isRowOf(row, run, journey)));
  const unclaimed = rows.filter((row) => !ownRows.some((own) => own.includes(row)));
  runs.forEach((run, index) => {
    const own = ownRows[index] ?? [];
    const open = run === current ? openRowOf(run, own, unclaimed) : null;
    if (open?.outcome === 'wait') meet(round, toFinding(run, group, false), open);
    else if (open !== null) round.kept.add(open);
    else if (own.length === 0 && !isFoundAs(round, parcelId, run))
      round.news.push(toFinding(run, group, run !== current));
  });
}
