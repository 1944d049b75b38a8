import type { FactName } from './facts.js';
import type { Matcher, Policy, Rule, When } from './policy.js';

export interface UnreachableRule {
  readonly ruleId: string;
  /** The rule that always matches before it; null: no fact can be as it asks. */
  readonly hiddenBy: string | null;
}

function valuesOf({ is, equals, oneOf }: Matcher): readonly unknown[] | null {
  if (is !== undefined) return [is];
  return oneOf ?? (equals === undefined ? null : [equals]);
}

function boundsOf({ equals, atLeast, below }: Matcher): { readonly least: number; readonly below: number } {
  if (typeof equals === 'number') return { least: equals, below: equals + Number.EPSILON };
  return { least: atLeast ?? -Infinity, below: below ?? Infinity };
}

/** Every value that `narrow` accepts, `wide` accepts too. */
function isWithin(narrow: Matcher, wide: Matcher): boolean {
  const [few, many] = [valuesOf(narrow), valuesOf(wide)];
  if (few !== null && many !== null) return few.every((value) => many.includes(value));
  const [inner, outer] = [boundsOf(narrow), boundsOf(wide)];
  if (few !== null && typeof narrow.equals !== 'number') return false;
  return inner.least >= outer.least && inner.below <= outer.below;
}

/** Whatever matches `later` matches `earlier` too, which is asked first. */
function hides(earlier: When, later: When): boolean {
  return (Object.keys(earlier) as FactName[]).every((fact) => {
    const [wide, narrow] = [earlier[fact], later[fact]];
    return wide === undefined || (narrow !== undefined && isWithin(narrow, wide));
  });
}

function isImpossible(when: When): boolean {
  return Object.values(when).some(({ atLeast = -Infinity, below = Infinity }) => atLeast >= below);
}

/** Rules of which the first that matches wins: of an order or a parcel those about the same condition, else all of a scope. */
function compete(one: Rule, other: Rule): boolean {
  if (one.scope !== other.scope) return false;
  return (one.scope !== 'order' && one.scope !== 'parcel') || one.condition === other.condition;
}

/** The rules that can never be chosen: a mistake in a policy, or a leftover. */
export function findUnreachable({ rules }: Policy): readonly UnreachableRule[] {
  return rules.flatMap((rule, rank): UnreachableRule[] => {
    if (isImpossible(rule.when)) return [{ ruleId: rule.id, hiddenBy: null }];
    const hiding = rules
      .slice(0, rank)
      .find((earlier) => compete(earlier, rule) && hides(earlier.when, rule.when));
    return hiding === undefined ? [] : [{ ruleId: rule.id, hiddenBy: hiding.id }];
  });
}

/** In words, for whoever wrote the policy. */
export function describeUnreachable({ ruleId, hiddenBy }: UnreachableRule): string {
  return hiddenBy === null
    ? `rule '${ruleId}' can never be chosen: nothing can be as it asks`
    : `rule '${ruleId}' can never be chosen: rule '${hiddenBy}' matches before it`;
}
