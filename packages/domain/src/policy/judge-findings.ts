import type { Instant } from '../time/instant.js';
import type { Outcome } from './decision.js';
import type { Finding } from './finding.js';
import { budgetFreeAt, mustWait } from './must-wait.js';
import type { Waiting } from './must-wait.js';
import { finalSilence, keep, outgrownBy, outgrows } from './round.js';
import type { Round } from './round.js';

/** What becomes of a finding once the laws have been heard. */
export interface Judged {
  readonly finding: Finding;
  readonly outcome: Outcome;
  readonly hasMessage: boolean;
  /** The law that overruled the policy; null where its choice stands. */
  readonly law: string | null;
  /** When what waits is looked at again. */
  readonly until?: Instant;
}

function silence(finding: Finding, outcome: Outcome, law: string): Judged {
  return { finding, outcome, hasMessage: false, law };
}

/** A case is kept open or closed whatever may be said about it; a message alone has nothing left. */
function unsaid(finding: Finding, instead: 'suppress' | 'overtaken', law: string): Judged {
  const { outcome } = finding.compiled.rule.then;
  return silence(finding, outcome === 'send' ? instead : outcome, law);
}

/** A case whose recovery no message may be spent on is closed without one. */
function waiting(finding: Finding, { law, until }: Waiting): Judged {
  if (law === 'budget_spent' && finding.compiled.rule.then.outcome === 'close_case')
    return silence(finding, 'close_case', law);
  return { ...silence(finding, 'wait', law), until };
}

function isEssential({ compiled }: Finding): boolean {
  return compiled.rule.then.messageClass === 'essential';
}

/** What is not essential stays unsaid while a case is open, or a rule holds the parcel. */
function standstill(round: Round, finding: Finding): string | null {
  const parcelId = finding.parcelId ?? '';
  if (isEssential(finding) || finding.compiled.rule.then.messageClass === null) return null;
  if (round.openCases.includes(parcelId)) return 'case_open';
  return round.held.includes(parcelId) ? 'held_by_rule' : null;
}

const SAYS_NOTHING: ReadonlySet<Outcome> = new Set(['suppress', 'wait', 'hold', 'escalate']);

function judgeAlone(round: Round, finding: Finding): Judged {
  const { then } = finding.compiled.rule;
  if (SAYS_NOTHING.has(then.outcome) && !finding.isPassed)
    return { finding, outcome: then.outcome, hasMessage: false, law: null };
  if (then.outcome === 'suppress') return { finding, outcome: 'suppress', hasMessage: false, law: null };
  if (finding.isPassed) return silence(finding, 'overtaken', 'passed_through');
  const final = finalSilence(round, finding);
  if (final !== null)
    return then.outcome === 'close_case'
      ? unsaid(finding, 'suppress', final)
      : silence(finding, 'suppress', final);
  const stands = standstill(round, finding);
  if (stands !== null) return unsaid(finding, 'suppress', stands);
  const waits = mustWait(round, finding);
  if (waits !== null) return waiting(finding, waits);
  return { finding, outcome: then.outcome, hasMessage: then.messageClass !== null, law: null };
}

function sayingOf({ compiled, reason, about }: Finding): string {
  return `${compiled.rule.id}|${reason}|${about?.messageKey ?? ''}`;
}

/** Whoever waits for company leaves with the first of its kind: several parcels of an order are one message. */
function gather(judged: readonly Judged[]): readonly Judged[] {
  if (!judged.some(({ law }) => law === 'coalescing')) return judged;
  const leaving = new Set(
    judged.flatMap(({ finding, hasMessage }) => (hasMessage ? [sayingOf(finding)] : [])),
  );
  return judged.map((each) =>
    each.law === 'coalescing' && leaving.has(sayingOf(each.finding))
      ? { finding: each.finding, outcome: 'send', hasMessage: true, law: null }
      : each,
  );
}

/** A row that says less stays where the laws leave nothing more to be said. */
export function dropIdleUpgrades(round: Round): void {
  if (round.upgrades.length === 0) return;
  for (const { finding, outcome, until } of gather(round.news.map((each) => judgeAlone(round, each)))) {
    const row = outgrownBy(round, finding);
    if (row === undefined || outgrows(outcome, row)) continue;
    keep(round, row);
    round.news.splice(round.news.indexOf(finding), 1);
    if (until !== undefined) round.waits.push(until);
  }
}

/** Of what one parcel gives cause to say at once, all that is essential, else what the policy ranks first. */
function speakersOf(judged: readonly Judged[]): ReadonlySet<Judged> {
  const essential = judged.filter(({ finding }) => isEssential(finding));
  if (essential.length > 0) return new Set(essential);
  return new Set(judged.toSorted((a, b) => a.finding.compiled.rank - b.finding.compiled.rank).slice(0, 1));
}

/** The budget also binds what would leave at this very moment; what the policy ranks first goes first. */
function spend(round: Round, judged: readonly Judged[]): readonly Judged[] {
  if (round.policy.policy.budget === undefined) return judged;
  const leaving = new Set<string>();
  const late = new Map<Judged, Waiting>();
  for (const each of judged.toSorted((a, b) => a.finding.compiled.rank - b.finding.compiled.rank)) {
    if (!each.hasMessage || isEssential(each.finding)) continue;
    const saying = sayingOf(each.finding);
    const until = leaving.has(saying) ? null : budgetFreeAt(round, leaving.size);
    if (until === null) leaving.add(saying);
    else late.set(each, { law: 'budget_spent', until });
  }
  return judged.map((each) => {
    const waits = late.get(each);
    return waits === undefined ? each : waiting(each.finding, waits);
  });
}

function chooseSpeakers(judged: readonly Judged[]): readonly Judged[] {
  // What is shown on a page takes no message's place.
  const speaking = Map.groupBy(
    judged.filter(({ hasMessage }) => hasMessage),
    ({ finding: { parcelId, about } }) => `${parcelId} ${about?.told?.face ?? 'message'}`,
  );
  if ([...speaking.values()].every((each) => each.length < 2)) return judged;
  const chosen = new Set([...speaking.values()].flatMap((each) => [...speakersOf(each)]));
  return judged.map((each) =>
    each.hasMessage && !chosen.has(each)
      ? unsaid(each.finding, 'overtaken', 'another_message_says_more')
      : each,
  );
}

/**
 * The laws, over whatever the policy chose: nothing about what is past, before the brand spoke, too late, or to
 * nobody; no normal message while a case is open, in quiet hours or beyond the budget; one message for a parcel where
 * several would go at once.
 */
export function judgeFindings(round: Round): readonly Judged[] {
  const judged = gather(round.news.map((finding) => judgeAlone(round, finding)));
  const spoken = spend(round, judged.length < 2 ? judged : chooseSpeakers(judged));
  for (const { until } of spoken) if (until !== undefined) round.waits.push(until);
  return spoken;
}
