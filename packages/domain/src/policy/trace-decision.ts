import type { CompiledRule, Test } from './compile-policy.js';
import type { Trace } from './decision.js';
import { FACTS } from './facts.js';
import type { FactValue } from './facts.js';
import type { Finding } from './finding.js';
import { usefulUntilMs } from './round.js';
import type { Round } from './round.js';
import { fromMillis } from '../time/instant.js';

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

function outcomeOf({ rule }: CompiledRule): string {
  return `${rule.then.outcome} ${rule.condition}`;
}

/** A message or a case: what somebody notices. */
function isNoticed(compiled: CompiledRule | undefined): boolean {
  const then = compiled?.rule.then;
  return then !== undefined && (then.messageClass !== null || then.outcome === 'open_case');
}

/** One fact as it might have been. */
interface Change {
  readonly fact: Test['fact'];
  readonly value: FactValue;
  readonly needed: string;
}

/** What would have unmade the choice, and what one fact alone kept another rule from matching. */
function changesNear({ group, compiled, subject }: Finding): readonly Change[] {
  const away = compiled.tests.map(({ fact, counterExample, needed }) => ({
    fact,
    value: counterExample,
    needed: `not ${needed}`,
  }));
  const towards = group.flatMap(({ tests }) => {
    const failing = tests.filter((test) => !test.accepts(test.read(subject)));
    const [only] = failing;
    return only === undefined || failing.length > 1
      ? []
      : [{ fact: only.fact, value: only.example, needed: only.needed }];
  });
  return [...towards, ...away];
}

function winnerAfter({ fact, value }: Change, { group, subject }: Finding): CompiledRule | undefined {
  return group.find(({ tests }) =>
    tests.every((test) => test.accepts(test.fact === fact ? value : test.read(subject))),
  );
}

/** A date that moves is nearer than a problem of another kind. */
const NEARNESS = { number: 0, boolean: 1, text: 2 } as const;

/** The nearest single change by which somebody would have noticed something, or nobody anything. */
function nearestOf(finding: Finding): Trace['nearest'] {
  const own = isNoticed(finding.compiled);
  const near = changesNear(finding)
    .map((change) => ({ change, winner: winnerAfter(change, finding) }))
    .filter(({ winner }) => isNoticed(winner) !== own)
    .toSorted((a, b) => NEARNESS[FACTS[a.change.fact].type] - NEARNESS[FACTS[b.change.fact].type]);
  const [first] = near;
  if (first === undefined) return null;
  const { change, winner } = first;
  return { fact: change.fact, needed: change.needed, wouldHave: winner ? outcomeOf(winner) : 'nothing' };
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
