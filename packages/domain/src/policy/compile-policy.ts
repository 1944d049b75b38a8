import { clockWatchesOf } from './clock-watch.js';
import type { ClockWatch } from './clock-watch.js';
import type { Condition } from './decision.js';
import { FACTS } from './facts.js';
import type { FactName, FactType, FactValue } from './facts.js';
import type { Matcher, Policy, Rule, When } from './policy.js';
import { SCOPES } from './subject.js';
import type { Scope, Subject } from './subject.js';

/** One fact asked of a subject. */
export interface Test {
  readonly fact: FactName;
  readonly type: FactType;
  readonly read: (subject: Subject) => FactValue;
  readonly accepts: (value: FactValue) => boolean;
  /** In words: `at least 1`. */
  readonly needed: string;
  /** The reverse: `not at least 1`. */
  readonly notNeeded: string;
  /** A value that it accepts, and one that it does not. */
  readonly example: FactValue;
  readonly counterExample: FactValue;
}

export interface CompiledRule {
  readonly rule: Rule;
  /** Its place in the document: the lower, the more its message matters. */
  readonly rank: number;
  /** In the order of the document. */
  readonly tests: readonly Test[];
  /** The same in the order in which they are best asked: numbers are worked out, all else stands there to be read. */
  readonly asked: readonly Test[];
  /** It leads to a message, a case, or its escalation: to what somebody notices. */
  readonly isNoticed: boolean;
  /** In short: `send silence`. */
  readonly leadsTo: string;
  /** Null: the condition ends when `tests` no longer match. */
  readonly staysTests: readonly Test[] | null;
}

/** Rules of which the first that matches wins. */
export type RuleGroup = readonly CompiledRule[];

export interface CompiledPolicy {
  readonly policy: Policy;
  readonly groups: Readonly<Record<Scope, readonly RuleGroup[]>>;
  readonly clockWatches: Readonly<Record<Scope, readonly ClockWatch[]>>;
  readonly asksForWorkHours: boolean;
  readonly byId: ReadonlyMap<string, CompiledRule>;
}

function accepting(matcher: Matcher): Test['accepts'] {
  if (matcher.is !== undefined) return (value) => value === matcher.is;
  if (matcher.oneOf !== undefined) {
    const values: ReadonlySet<FactValue> = new Set(matcher.oneOf);
    return (value) => values.has(value);
  }
  if (typeof matcher.equals === 'string') return (value) => value === matcher.equals;
  const least = matcher.atLeast ?? matcher.equals ?? -Infinity;
  const most = matcher.equals ?? Infinity;
  const below = matcher.below ?? Infinity;
  return (value) => typeof value === 'number' && value >= least && value <= most && value < below;
}

function inWords(matcher: Matcher): string {
  if (matcher.is !== undefined) return String(matcher.is);
  if (matcher.oneOf !== undefined) return `one of ${matcher.oneOf.join(', ')}`;
  if (matcher.equals !== undefined) return String(matcher.equals);
  const least = matcher.atLeast === undefined ? [] : [`at least ${matcher.atLeast}`];
  const below = matcher.below === undefined ? [] : [`below ${matcher.below}`];
  return [...least, ...below].join(' and ');
}

function exampleOf(matcher: Matcher): FactValue {
  if (matcher.is !== undefined) return matcher.is;
  if (matcher.oneOf !== undefined) return matcher.oneOf[0] ?? null;
  return matcher.equals ?? matcher.atLeast ?? (matcher.below ?? 0) - 1;
}

function counterExampleOf(fact: FactName, matcher: Matcher): FactValue {
  const { type, values } = FACTS[fact];
  if (type === 'boolean') return !matcher.is;
  const accepts = accepting(matcher);
  if (type === 'text') return values.find((value) => !accepts(value)) ?? null;
  if (type === 'name') return 'another';
  return (
    [(matcher.atLeast ?? 0) - 1, matcher.below ?? 0, Number(matcher.equals) + 1].find(
      (value) => !accepts(value),
    ) ?? null
  );
}

function compileWhen(when: When): readonly Test[] {
  return (Object.entries(when) as [FactName, Matcher | undefined][]).flatMap(([fact, matcher]) =>
    matcher === undefined
      ? []
      : [
          {
            fact,
            type: FACTS[fact].type,
            read: FACTS[fact].read,
            accepts: accepting(matcher),
            needed: inWords(matcher),
            notNeeded: `not ${inWords(matcher)}`,
            example: exampleOf(matcher),
            counterExample: counterExampleOf(fact, matcher),
          },
        ],
  );
}

function groupRules(rules: readonly CompiledRule[], scope: Scope): readonly RuleGroup[] {
  const inScope = rules.filter(({ rule }) => rule.scope === scope);
  if (scope !== 'order' && scope !== 'parcel') return inScope.length === 0 ? [] : [inScope];
  const byCondition = new Map<Condition, CompiledRule[]>();
  for (const compiled of inScope) {
    const group = byCondition.get(compiled.rule.condition);
    if (group) group.push(compiled);
    else byCondition.set(compiled.rule.condition, [compiled]);
  }
  return [...byCondition.values()];
}

const NOTICED: ReadonlySet<Rule['then']['outcome']> = new Set(['open_case', 'escalate']);

/** Turns a policy into closures; do it once per policy version. */
export function compilePolicy(policy: Policy): CompiledPolicy {
  const rules = policy.rules.map((rule, rank) => {
    const tests = compileWhen(rule.when);
    return {
      rule,
      rank,
      tests,
      asked: tests.toSorted((a, b) => Number(a.type === 'number') - Number(b.type === 'number')),
      isNoticed: rule.then.messageClass !== null || NOTICED.has(rule.then.outcome),
      leadsTo: `${rule.then.outcome} ${rule.condition}`,
      staysTests: rule.staysWhile ? compileWhen(rule.staysWhile) : null,
    };
  });
  const groups = Object.fromEntries(SCOPES.map((scope) => [scope, groupRules(rules, scope)]));
  return {
    policy,
    clockWatches: Object.fromEntries(
      SCOPES.map((scope) => [scope, clockWatchesOf(policy.rules, scope, compileWhen)]),
    ) as Record<Scope, readonly ClockWatch[]>,
    asksForWorkHours: policy.rules.some((rule) => 'isBusinessHours' in rule.when),
    groups: groups as Record<Scope, readonly RuleGroup[]>,
    byId: new Map(rules.map((compiled) => [compiled.rule.id, compiled])),
  };
}

/** Counts instead of iterating, as does `firstMatch`: asked dozens of times for a decision, iterators were a sixth of its garbage. */
export function passes(tests: readonly Test[], subject: Subject): boolean {
  for (let index = 0; index < tests.length; index += 1) {
    const test = tests[index];
    if (test !== undefined && !test.accepts(test.read(subject))) return false;
  }
  return true;
}

export function firstMatch(group: RuleGroup, subject: Subject): CompiledRule | null {
  for (let index = 0; index < group.length; index += 1) {
    const compiled = group[index];
    if (compiled !== undefined && passes(compiled.asked, subject)) return compiled;
  }
  return null;
}
