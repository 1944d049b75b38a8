import { cartMailOf } from './cart-mails.js';
import type { CompiledRule, Test } from './compile-policy.js';
import type { Trace } from './decision.js';
import type { FactName, FactType, FactValue } from './facts.js';
import type { Finding } from './finding.js';
import { usefulUntilMs } from './round.js';
import type { Round } from './round.js';
import type { Subject } from './subject.js';
import type { Judged } from './judge-findings.js';
import { fromMillis } from '../time/instant.js';
import type { Instant } from '../time/instant.js';

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

/** How far a rule is from matching: null when it matches, the one test that fails, or `far` when several do. */
type Distance = Test | 'far' | null;

function distanceOf({ tests }: CompiledRule, subject: Subject): Distance {
  let failing: Test | null = null;
  for (const test of tests) {
    if (test.accepts(test.read(subject))) continue;
    if (failing !== null) return 'far';
    failing = test;
  }
  return failing;
}

/** One fact as it might have been. */
interface Change {
  readonly fact: FactName;
  readonly value: FactValue;
}

/** A rule asks for each fact once, so one changed fact moves at most one of its tests. */
function matchesWith(rule: CompiledRule, distance: Distance, { fact, value }: Change): boolean {
  if (distance === 'far' || (distance !== null && distance.fact !== fact)) return false;
  const test = distance ?? rule.tests.find((each) => each.fact === fact);
  return test === undefined || test.accepts(value);
}

/** A date that moves is nearer than a problem of another kind. */
const BY_NEARNESS: readonly FactType[] = ['number', 'boolean', 'text', 'name'];

/** The nearest single change by which somebody would have noticed something, or nobody anything. */
function nearestOf({ group, compiled, subject }: Finding): Trace['nearest'] {
  const distances = group.map((rule) => distanceOf(rule, subject));
  const leadingElsewhere = (change: Change, needed: string): Trace['nearest'] => {
    const winner = group.find((rule, index) => matchesWith(rule, distances[index] ?? null, change));
    if ((winner?.isNoticed ?? false) === compiled.isNoticed) return null;
    return { fact: change.fact, needed, wouldHave: winner?.leadsTo ?? 'nothing' };
  };
  for (const type of BY_NEARNESS) {
    for (const only of distances) {
      if (only === null || only === 'far' || only.type !== type) continue;
      const found = leadingElsewhere({ fact: only.fact, value: only.example }, only.needed);
      if (found !== null) return found;
    }
    for (const own of compiled.tests) {
      if (own.type !== type) continue;
      const found = leadingElsewhere({ fact: own.fact, value: own.counterExample }, own.notNeeded);
      if (found !== null) return found;
    }
  }
  return null;
}

type Need = (round: Round, finding: Finding) => readonly [fact: string, needed: string];

/** What each law would have needed to let the policy's own choice stand. */
const NEEDS: Readonly<Record<string, Need>> = {
  before_speaking: ({ input }) => ['factAt', `at or after ${input.speaksFrom}`],
  too_late_to_be_useful: (_, finding) => ['asOf', `at or before ${fromMillis(usefulUntilMs(finding) ?? 0)}`],
  cart_says_it: ({ input }, { compiled }) => [
    'cartMails',
    `without ${cartMailOf(compiled.rule.condition, input.cartMails ?? []) ?? 'it'}`,
  ],
  order_unknown: () => ['hasOrder', 'true'],
  case_open: () => ['hasOpenCase', 'false'],
  passed_through: () => ['isPassed', 'false'],
  another_message_says_more: () => ['otherMessages', '0'],
  held_by_rule: () => ['isHeld', 'false'],
};

interface Overruled {
  readonly finding: Finding;
  readonly law: string;
  readonly until: Instant | undefined;
}

function nearestToLaw(round: Round, { finding, law, until }: Overruled): Trace['nearest'] {
  const need =
    until === undefined ? NEEDS[law]?.(round, finding) : (['asOf', `at or after ${until}`] as const);
  return need ? { fact: need[0], needed: need[1], wouldHave: finding.compiled.leadsTo } : null;
}

export function traceDecision(round: Round, { finding, law, until }: Judged): Trace {
  const { rule } = finding.compiled;
  return {
    policyVersion: round.policy.policy.version,
    ruleId: rule.id,
    inputs: inputsOf(finding),
    nearest: law === null ? nearestOf(finding) : nearestToLaw(round, { finding, law, until }),
    because: law ?? rule.then.because ?? null,
  };
}
