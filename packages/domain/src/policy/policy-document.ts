import { z } from 'zod';
import { FIRST_POLICY } from './first-policy.js';
import { describeUnreachable, findUnreachable } from './find-unreachable.js';
import { parsePolicy, PolicyError, policySchema, readAs, ruleSchema } from './policy.js';
import type { Policy } from './policy.js';

const SHIPPED_IDS = FIRST_POLICY.rules.map(({ id }) => id);

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
  without: z.array(z.enum(SHIPPED_IDS, 'no shipped rule has this id')).default([]),
  rules: z.array(ruleSchema).max(500).default([]),
});

function onTopOfShipped({ base: _, without, rules, ...own }: z.output<typeof onTopSchema>): unknown {
  const shipped = FIRST_POLICY.rules
    .filter(({ id }) => !without.includes(id))
    .map((rule) => rules.find(({ id }) => id === rule.id) ?? rule);
  return {
    statedStepDays: FIRST_POLICY.statedStepDays,
    ...own,
    rules: [...rules.filter(({ id }) => !SHIPPED_IDS.includes(id)), ...shipped],
  };
}

/** Reads a policy as a brand writes it. Throws PolicyError with every problem found, each with its rule and field. */
export function readPolicy(document: unknown): Policy {
  const isOnTop = typeof document === 'object' && document !== null && 'base' in document;
  return parsePolicy(isOnTop ? onTopOfShipped(readAs(onTopSchema, document)) : document);
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
