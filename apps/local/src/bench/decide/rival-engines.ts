import type { FactName, FactValue, RuleGroup, When } from '@tidings/domain';

/** What a rule saw, as plain data: the engines of others cannot be handed a journey. */
export type PlainFacts = Readonly<Record<string, FactValue>>;
/** @returns the id of the first rule that matches, null when none does */
export type Evaluate = (facts: PlainFacts) => Promise<string | null>;

type Matcher = NonNullable<When[FactName]>;

function toConditions(when: When): { fact: string; operator: string; value: unknown }[] {
  return Object.entries(when).flatMap(([fact, matcher]: [string, Matcher]) => {
    const exact = matcher.is ?? matcher.equals;
    return [
      ...(exact === undefined ? [] : [{ fact, operator: 'equal', value: exact }]),
      ...(matcher.oneOf === undefined ? [] : [{ fact, operator: 'in', value: matcher.oneOf }]),
      ...(matcher.atLeast === undefined
        ? []
        : [{ fact, operator: 'greaterThanInclusive', value: matcher.atLeast }]),
      ...(matcher.below === undefined ? [] : [{ fact, operator: 'lessThan', value: matcher.below }]),
    ];
  });
}

/** The same rules in json-rules-engine, which stops at the first that matches. */
export async function jsonRulesEngine(group: RuleGroup): Promise<Evaluate> {
  const { Engine } = await import('json-rules-engine');
  const engine = new Engine([], { allowUndefinedFacts: true });
  group.forEach(({ rule }, rank) =>
    engine.addRule({
      name: rule.id,
      priority: group.length - rank,
      conditions: { all: toConditions(rule.when) },
      event: { type: rule.id },
      onSuccess: () => engine.stop(),
    }),
  );
  return async (facts) => (await engine.run(facts)).events[0]?.type ?? null;
}

function toCell(matcher: Matcher | undefined): string {
  if (matcher === undefined) return '';
  const exact = matcher.is ?? matcher.equals;
  if (exact !== undefined) return JSON.stringify(exact);
  if (matcher.oneOf !== undefined) return matcher.oneOf.map((value) => JSON.stringify(value)).join(', ');
  const least = matcher.atLeast === undefined ? [] : [`$ >= ${matcher.atLeast}`];
  const below = matcher.below === undefined ? [] : [`$ < ${matcher.below}`];
  return ['$ != null', ...least, ...below].join(' and ');
}

/** The same rules as a decision table of zen-engine, whose first row that matches wins. */
export async function zenEngine(group: RuleGroup): Promise<Evaluate> {
  const { ZenEngine } = await import('@gorules/zen-engine');
  const facts = [...new Set(group.flatMap(({ rule }) => Object.keys(rule.when)))] as FactName[];
  const table = {
    hitPolicy: 'first',
    inputs: facts.map((fact) => ({ id: fact, name: fact, field: fact })),
    outputs: [{ id: 'ruleId', name: 'ruleId', field: 'ruleId' }],
    rules: group.map(({ rule }) => ({
      _id: rule.id,
      ...Object.fromEntries(facts.map((fact) => [fact, toCell(rule.when[fact])])),
      ruleId: JSON.stringify(rule.id),
    })),
  };
  const node = (id: string, type: string, content?: object): object => ({
    id,
    name: id,
    type,
    position: { x: 0, y: 0 },
    ...(content && { content }),
  });
  const edge = (sourceId: string, targetId: string): object => ({
    id: `${sourceId}-${targetId}`,
    type: 'edge',
    sourceId,
    targetId,
  });
  const graph = {
    nodes: [node('in', 'inputNode'), node('table', 'decisionTableNode', table), node('out', 'outputNode')],
    edges: [edge('in', 'table'), edge('table', 'out')],
  };
  const decision = new ZenEngine().createDecision(Buffer.from(JSON.stringify(graph)));
  return async (given) => {
    const { result } = (await decision.evaluate(given)) as { result: { ruleId?: string } };
    return result.ruleId ?? null;
  };
}
