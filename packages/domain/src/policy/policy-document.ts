import { z } from 'zod';
import { FIRST_POLICY } from './first-policy.js';
import { describeUnreachable, findUnreachable } from './find-unreachable.js';
import { parsePolicy, PolicyError, policySchema, ruleSchema } from './policy.js';
import type { Policy } from './policy.js';

/**
 * A policy as a brand writes it: on top of the shipped one, or all of it. On top of it, a rule with a shipped rule's id
 * takes its place, and every other one is asked before the shipped ones.
 */
const onTopSchema = z.strictObject({
  base: z.literal('shipped'),
  version: policySchema.shape.version,
  statedStepDays: policySchema.shape.statedStepDays.optional(),
  quietHours: policySchema.shape.quietHours,
  budget: policySchema.shape.budget,
  /** Ids of shipped rules that this brand does not want. */
  without: z.array(ruleSchema.shape.id).optional(),
  rules: z.array(ruleSchema).max(500).default([]),
});

type Document = Readonly<Record<string, unknown>>;

function idOf(rule: unknown): unknown {
  return (rule as { id?: unknown } | null)?.id;
}

function onTopOfShipped({ base: _, without, rules, ...own }: Document): unknown {
  const written: readonly unknown[] = Array.isArray(rules) ? rules : [];
  const unwanted = new Set(Array.isArray(without) ? without : []);
  const isShipped = (rule: unknown): boolean => FIRST_POLICY.rules.some(({ id }) => id === idOf(rule));
  const shipped = FIRST_POLICY.rules
    .filter(({ id }) => !unwanted.has(id))
    .map((rule) => written.find((each) => idOf(each) === rule.id) ?? rule);
  return {
    statedStepDays: FIRST_POLICY.statedStepDays,
    ...own,
    rules: [...written.filter((rule) => !isShipped(rule)), ...shipped],
  };
}

/** Reads a policy as a brand writes it. Throws PolicyError with every problem found, each with its rule and field. */
export function readPolicy(document: unknown): Policy {
  const isOnTop = (document as { base?: unknown } | null)?.base === 'shipped';
  return parsePolicy(isOnTop ? onTopOfShipped(document as Document) : document);
}

/** As `readPolicy`, and throws PolicyError too where a rule can never be chosen: such a policy is not put to use. */
export function checkPolicy(document: unknown): Policy {
  const policy = readPolicy(document);
  const unreachable = findUnreachable(policy);
  if (unreachable.length > 0) throw new PolicyError(unreachable.map(describeUnreachable));
  return policy;
}

/** The JSON Schema of what `readPolicy` takes, for editors. */
export function policyJsonSchema(): object {
  const schema = z.toJSONSchema(z.union([onTopSchema, policySchema]), {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
    reused: 'ref',
  });
  return { title: 'A policy of Tidings: when which customer hears what', ...schema };
}
