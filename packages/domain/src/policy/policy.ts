import { z } from 'zod';
import { CASE_OPTIONS } from '../answer/snapshot.js';
import { CONDITIONS, MESSAGE_CLASSES } from './decision.js';
import { FACTS, FACT_NAMES } from './facts.js';
import type { Fact, FactName } from './facts.js';
import { SCOPES } from './subject.js';

const numberMatcherSchema = z
  .strictObject({
    equals: z.number().optional(),
    /** Inclusive. */
    atLeast: z.number().optional(),
    /** Exclusive. */
    below: z.number().optional(),
  })
  .refine((matcher) => Object.keys(matcher).length > 0, 'one of equals, atLeast, below');

const booleanMatcherSchema = z.strictObject({ is: z.boolean() });

function textMatcherSchema(values: readonly string[]) {
  return z
    .strictObject({ equals: z.enum(values).optional(), oneOf: z.array(z.enum(values)).min(1).optional() })
    .refine((matcher) => Object.keys(matcher).length === 1, 'exactly one of equals, oneOf');
}

const nameSchema = z.string().min(1).max(100);
const nameMatcherSchema = z
  .strictObject({ equals: nameSchema.optional(), oneOf: z.array(nameSchema).min(1).optional() })
  .refine((matcher) => Object.keys(matcher).length === 1, 'exactly one of equals, oneOf');

export interface Matcher {
  readonly equals?: string | number | undefined;
  readonly oneOf?: readonly string[] | undefined;
  readonly atLeast?: number | undefined;
  readonly below?: number | undefined;
  readonly is?: boolean | undefined;
}
export type When = Readonly<Partial<Record<FactName, Matcher>>>;

function matcherSchema(fact: Fact): z.ZodType<Matcher> {
  if (fact.type === 'number') return numberMatcherSchema;
  if (fact.type === 'name') return nameMatcherSchema;
  return fact.type === 'boolean' ? booleanMatcherSchema : textMatcherSchema(fact.values);
}

const whenShape = Object.fromEntries(FACT_NAMES.map((name) => [name, matcherSchema(FACTS[name]).optional()]));

/** Every fact named must match; an unknown fact, or one whose value is missing, does not. */
export const whenSchema = z.strictObject(whenShape) as unknown as z.ZodType<When>;

const thenSchema = z.strictObject({
  outcome: z.enum(['send', 'suppress', 'wait', 'hold', 'open_case', 'close_case', 'escalate']),
  /** Null: nothing is said. */
  messageClass: z.enum(MESSAGE_CLASSES).nullable().default(null),
  /** So long the message waits for others of its rule, to be one with them; essential ones never wait. */
  waitHours: z.number().positive().max(168).optional(),
  /** How long after the fact the message is still worth having; null: always. */
  usefulForHours: z.number().positive().nullable().default(null),
  case: z
    .strictObject({
      dueInBusinessHours: z.number().positive(),
      options: z.array(z.enum(CASE_OPTIONS)).min(1),
    })
    .optional(),
  /** A plain reason code for a suppression. */
  because: z
    .string()
    .regex(/^[a-z][a-z_]*$/, 'a reason code: estimate_unmoved')
    .optional(),
});

/** How often one parcel's arrivals at the same milestone are news: each time it comes there anew, once a day, or once. */
export const REPEATS = ['again', 'daily', 'never'] as const;

export const ruleSchema = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]*$/, 'a rule id: late-label'),
  condition: z.enum(CONDITIONS),
  scope: z.enum(SCOPES),
  when: whenSchema,
  /** Once told, the condition also stays met while these hold; for what cannot be known for a while. */
  staysWhile: whenSchema.optional(),
  repeats: z.enum(REPEATS).default('again'),
  then: thenSchema,
});
export type Rule = z.infer<typeof ruleSchema>;

const timeOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'a time of day: 21:30');

/** In the recipient's zone; what is not essential waits until they end. */
const quietHoursSchema = z
  .strictObject({ from: timeOfDaySchema, to: timeOfDaySchema })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'is the time at which they begin' });

/** At most so many messages about one order in any stretch of so many hours; essential ones are not counted. */
const budgetSchema = z.strictObject({
  messages: z.int().positive(),
  perHours: z.number().positive().max(2_160),
});

/**
 * A brand's rules as data. Rules are asked in order. For a hold, an arrival, an exception and a thing said the first
 * that matches wins; an order and a parcel can be in several conditions at once, there the first per condition wins.
 * The order is also the rank: where one parcel gives cause for several messages at once, the first rule's is sent.
 */
export const policySchema = z
  .strictObject({
    version: z.string().min(1).max(60),
    /** The stated estimate moves when the computed one leaves it by at least this many days. */
    statedStepDays: z.number().int().positive(),
    quietHours: quietHoursSchema.optional(),
    budget: budgetSchema.optional(),
    rules: z.array(ruleSchema).min(1).max(500),
  })
  .superRefine((policy, context) => {
    const seen = new Set<string>();
    policy.rules.forEach((rule, index) => {
      const add = (path: readonly (string | number)[], message: string): void =>
        context.addIssue({ code: 'custom', path: ['rules', index, ...path], message });
      if (seen.has(rule.id)) add(['id'], 'is used twice');
      seen.add(rule.id);
      checkScope(rule, add);
      checkThen(rule, add);
    });
  });
export type Policy = z.infer<typeof policySchema>;
/** A policy as it is written: what has a default may be left out. */
export type PolicyDocument = z.input<typeof policySchema>;
export type RuleDocument = PolicyDocument['rules'][number];

type AddIssue = (path: readonly (string | number)[], message: string) => void;

function checkScope(rule: Rule, add: AddIssue): void {
  for (const clause of ['when', 'staysWhile'] as const)
    for (const name of Object.keys(rule[clause] ?? {}) as FactName[]) {
      const scopes: readonly string[] = FACTS[name].scopes;
      if (!scopes.includes(rule.scope))
        add([clause, name], `cannot be asked in scope '${rule.scope}', only in ${scopes.join(', ')}`);
    }
}

const NEEDS_REASON: ReadonlySet<string> = new Set(['suppress', 'wait', 'hold']);
const SAYS_NOTHING: ReadonlySet<string> = new Set([...NEEDS_REASON, 'escalate']);

function isOrdinaryMessage({ outcome, messageClass }: Rule['then']): boolean {
  return outcome === 'send' && messageClass !== 'essential';
}

function checkThen({ then }: Rule, add: AddIssue): void {
  if (then.outcome === 'send' && then.messageClass === null)
    add(['then', 'messageClass'], "is needed to send: 'essential', 'informative' or 'courtesy'");
  if (NEEDS_REASON.has(then.outcome) && then.because === undefined)
    add(['then', 'because'], `is needed to ${then.outcome}: say why, as a reason code`);
  if (SAYS_NOTHING.has(then.outcome) && then.messageClass !== null)
    add(['then', 'messageClass'], 'must be null: nothing is said');
  if (then.waitHours !== undefined && !isOrdinaryMessage(then))
    add(['then', 'waitHours'], 'goes with a message that is sent and is not essential');
  if ((then.outcome === 'open_case') !== (then.case !== undefined))
    add(['then', 'case'], "goes with outcome 'open_case', and only with it");
}

/** A policy document that cannot be used; each problem names its rule and field. */
export class PolicyError extends Error {
  readonly code = 'invalid_policy';
  constructor(readonly problems: readonly string[]) {
    super(`policy cannot be used: ${problems.join('; ')}`);
    this.name = 'PolicyError';
  }
}

function ruleName(document: unknown, index: number): string {
  const rules = (document as { rules?: readonly { id?: unknown }[] } | null)?.rules;
  const id = Array.isArray(rules) ? (rules[index] as { id?: unknown } | null)?.id : undefined;
  return typeof id === 'string' && id !== '' ? `rule '${id}'` : `rules[${index}]`;
}

function describeIssue(document: unknown, issue: z.core.$ZodIssue): string {
  const [root, index, ...inRule] = issue.path;
  const isInRule = root === 'rules' && typeof index === 'number';
  const keys = issue.code === 'unrecognized_keys' ? [issue.keys.join(', ')] : [];
  const field = [...(isInRule ? inRule : issue.path), ...keys].join('.');
  const place = [...(isInRule ? [ruleName(document, index)] : []), field].filter((part) => part !== '');
  return place.length === 0 ? issue.message : `${place.join(', ')}: ${issue.message}`;
}

/** Throws PolicyError with every problem found. */
export function readAs<Read>(schema: z.ZodType<Read>, document: unknown): Read {
  const read = schema.safeParse(document);
  if (read.success) return read.data;
  throw new PolicyError(read.error.issues.map((issue) => describeIssue(document, issue)));
}

/** Reads a policy document. Throws PolicyError with every problem found. */
export function parsePolicy(document: unknown): Policy {
  return readAs(policySchema, document);
}
