import type { Outcome } from './decision.js';
import type { Finding } from './finding.js';
import { finalSilence, outgrows } from './round.js';
import type { Round } from './round.js';

/** What becomes of a finding once the laws have been heard. */
export interface Judged {
  readonly finding: Finding;
  readonly outcome: Outcome;
  readonly hasMessage: boolean;
  /** The law that overruled the policy; null where its choice stands. */
  readonly law: string | null;
}

function silence(finding: Finding, outcome: Outcome, law: string): Judged {
  return { finding, outcome, hasMessage: false, law };
}

/** A case is kept open or closed whatever may be said about it; a message alone has nothing left. */
function unsaid(finding: Finding, instead: 'suppress' | 'overtaken', law: string): Judged {
  const { outcome } = finding.compiled.rule.then;
  return silence(finding, outcome === 'send' ? instead : outcome, law);
}

function isEssential({ compiled }: Finding): boolean {
  return compiled.rule.then.messageClass === 'essential';
}

function judgeAlone(round: Round, finding: Finding): Judged {
  const { then } = finding.compiled.rule;
  if (then.outcome === 'suppress') return { finding, outcome: 'suppress', hasMessage: false, law: null };
  if (finding.isPassed) return silence(finding, 'overtaken', 'passed_through');
  const final = finalSilence(round, finding);
  if (final !== null)
    return then.outcome === 'close_case'
      ? unsaid(finding, 'suppress', final)
      : silence(finding, 'suppress', final);
  const hasOpenCase = round.openCases.has(finding.parcelId ?? '');
  if (hasOpenCase && then.messageClass !== null && !isEssential(finding))
    return unsaid(finding, 'suppress', 'case_open');
  return { finding, outcome: then.outcome, hasMessage: then.messageClass !== null, law: null };
}

/** A row that says less stays where the laws leave nothing more to be said. */
export function dropIdleUpgrades(round: Round): void {
  for (const [finding, row] of round.upgrades) {
    if (outgrows(judgeAlone(round, finding).outcome, row)) continue;
    round.kept.add(row);
    round.news.splice(round.news.indexOf(finding), 1);
  }
}

/** Of what one parcel gives cause to say at once, all that is essential, else what the policy ranks first. */
function speakersOf(judged: readonly Judged[]): ReadonlySet<Judged> {
  const essential = judged.filter(({ finding }) => isEssential(finding));
  if (essential.length > 0) return new Set(essential);
  return new Set(judged.toSorted((a, b) => a.finding.compiled.rank - b.finding.compiled.rank).slice(0, 1));
}

/**
 * The laws, over whatever the policy chose: nothing about what is past, before the brand spoke, too late, or to
 * nobody; no normal message while a case is open; one message for a parcel where several would go at once.
 */
export function judgeFindings(round: Round): readonly Judged[] {
  const judged = round.news.map((finding) => judgeAlone(round, finding));
  if (judged.length < 2) return judged;
  const speaking = Map.groupBy(
    judged.filter(({ hasMessage }) => hasMessage),
    ({ finding }) => finding.parcelId,
  );
  if ([...speaking.values()].every((each) => each.length < 2)) return judged;
  const chosen = new Set([...speaking.values()].flatMap((each) => [...speakersOf(each)]));
  return judged.map((each) =>
    each.hasMessage && !chosen.has(each)
      ? unsaid(each.finding, 'overtaken', 'another_message_says_more')
      : each,
  );
}
