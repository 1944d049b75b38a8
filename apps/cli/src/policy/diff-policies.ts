import type { Policy, Rule } from '@tidings/domain';

function settingsOf({ rules: _, ...settings }: Policy): Readonly<Record<string, unknown>> {
  return settings;
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function written(value: unknown): string {
  return value === undefined ? 'none' : JSON.stringify(value);
}

function changedFields(before: Rule, now: Rule): readonly string[] {
  const fields = [...new Set([...Object.keys(before), ...Object.keys(now)])] as (keyof Rule)[];
  return fields
    .filter((field) => !isSame(before[field], now[field]))
    .map((field) => `  ${field}: ${written(before[field])} -> ${written(now[field])}`);
}

/** What one policy asks in another order than the other, as far as both have the rule. */
function movedRules(before: Policy, now: Policy): readonly string[] {
  const shared = (policy: Policy, other: Policy): readonly string[] =>
    policy.rules.map(({ id }) => id).filter((id) => other.rules.some((rule) => rule.id === id));
  const [was, is] = [shared(before, now), shared(now, before)];
  return isSame(was, is) ? [] : ['~ the rules are asked in another order'];
}

/** The differences between two policies, a line each: `+` new, `-` gone, `~` changed. Empty when they say the same. */
export function diffPolicies(before: Policy, now: Policy): readonly string[] {
  const [was, is] = [settingsOf(before), settingsOf(now)];
  const settings = [...new Set([...Object.keys(was), ...Object.keys(is)])]
    .filter((name) => !isSame(was[name], is[name]))
    .map((name) => `~ ${name}: ${written(was[name])} -> ${written(is[name])}`);
  const byId = new Map(before.rules.map((rule) => [rule.id, rule]));
  const rules = now.rules.flatMap((rule) => {
    const known = byId.get(rule.id);
    if (known === undefined) return [`+ ${rule.id}: ${rule.then.outcome} ${rule.condition}`];
    const fields = changedFields(known, rule);
    return fields.length === 0 ? [] : [`~ ${rule.id}`, ...fields];
  });
  const gone = before.rules
    .filter(({ id }) => !now.rules.some((rule) => rule.id === id))
    .map(({ id, then, condition }) => `- ${id}: ${then.outcome} ${condition}`);
  return [...settings, ...rules, ...gone, ...movedRules(before, now)];
}
