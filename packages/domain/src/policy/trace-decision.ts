import type { CompiledRule, RuleGroup, Test } from './compile-policy.js';
import type { Trace } from './decision.js';
import type { Finding } from './finding.js';
import { usefulUntilMs } from './round.js';
import type { Round } from './round.js';
import { fromMillis } from '../time/instant.js';
import type { Subject } from './subject.js';

/** What was looked at until a rule matched, in the order in which it was looked at. */
function inputsOf({ group, compiled, subject }: Finding): Trace['inputs'] {
  const inputs: Record<string, string | number | boolean | null> = {};
  for (const rule of group) {
    for (const test of rule.tests) {
      const value = test.read(subject);
      inputs[test.fact] = value;
      if (!test.accepts(value)) break;
    }
    if (rule === compiled) break;
  }
  return inputs;
}

function failing(rule: CompiledRule, subject: Subject): readonly Test[] {
  return rule.tests.filter((test) => !test.accepts(test.read(subject)));
}

function outcomeOf({ rule }: CompiledRule): string {
  return `${rule.then.outcome} ${rule.condition}`;
}

/** Changing this one fact would let the other rule win: it then matches, and no rule before it does. */
function wouldWin(other: CompiledRule, change: Test, { group, subject }: Finding): boolean {
  const passesChanged = (test: Test): boolean =>
    test.accepts(test.fact === change.fact ? change.example : test.read(subject));
  return group.find((rule) => rule.tests.every(passesChanged)) === other;
}

function nearestOther(finding: Finding, group: RuleGroup): Trace['nearest'] {
  const own = outcomeOf(finding.compiled);
  for (const other of group) {
    if (outcomeOf(other) === own) continue;
    const [change, ...more] = failing(other, finding.subject);
    if (change === undefined || more.length > 0 || !wouldWin(other, change, finding)) continue;
    return { fact: change.fact, needed: change.needed, wouldHave: outcomeOf(other) };
  }
  return null;
}

function nearestOf(finding: Finding): Trace['nearest'] {
  const other = nearestOther(finding, finding.group);
  const last = finding.compiled.tests.at(-1);
  if (other !== null || last === undefined) return other;
  return { fact: last.fact, needed: `not ${last.needed}`, wouldHave: 'nothing' };
}

/** What each law would have needed to let the policy's own choice stand. */
function nearestToLaw(round: Round, finding: Finding, because: string): Trace['nearest'] {
  const wouldHave = outcomeOf(finding.compiled);
  const usefulUntil = usefulUntilMs(finding);
  const needs: Readonly<Record<string, readonly [fact: string, needed: string]>> = {
    before_speaking: ['factAt', `at or after ${round.input.speaksFrom}`],
    too_late_to_be_useful: ['asOf', `at or before ${fromMillis(usefulUntil ?? 0)}`],
    order_unknown: ['hasOrder', 'true'],
    case_open: ['hasOpenCase', 'false'],
    passed_through: ['isPassed', 'false'],
    another_message_says_more: ['otherMessages', '0'],
  };
  const need = needs[because];
  return need ? { fact: need[0], needed: need[1], wouldHave } : null;
}

/** `law` names the law that overruled the policy; null where the policy's choice stands. */
export function traceDecision(round: Round, finding: Finding, law: string | null): Trace {
  const { rule } = finding.compiled;
  return {
    policyVersion: round.policy.policy.version,
    ruleId: rule.id,
    inputs: inputsOf(finding),
    nearest: law === null ? nearestOf(finding) : nearestToLaw(round, finding, law),
    because: law ?? rule.then.because ?? null,
  };
}
