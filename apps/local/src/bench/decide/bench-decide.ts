import {
  decide,
  type DecideInput,
  FACT_NAMES,
  FACTS,
  firstMatch,
  firstPolicy,
  type Subject,
} from '@tidings/domain';
import type { Figures } from '../bench-pipeline.js';
import { printTable, round } from '../print-table.js';
import { type Evaluate, jsonRulesEngine, type PlainFacts, zenEngine } from './rival-engines.js';
import { storyOrders } from './story-orders.js';

export interface DecideBenchOptions {
  /** Shows that everything runs, measures nothing. */
  readonly isShort: boolean;
}

const ORDERS = 1_000;
const ROUNDS = 7;

/** Work done per second of this process' own processor time: others on the machine do not count. */
function perCpuSecond(count: number, since: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(since);
  return count / ((user + system) / 1e6);
}

/** The best of some rounds, after one that only warms up. */
function best(rounds: number, run: () => number): number {
  run();
  return Math.max(...Array.from({ length: rounds }, run));
}

function measureDecisions(inputs: readonly DecideInput[], repeats: number): number {
  const policy = firstPolicy();
  const since = process.cpuUsage();
  let decisions = 0;
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const input of inputs) decisions += decide(policy, input).decisions.length;
  return perCpuSecond(decisions, since);
}

function measureEvaluations(subjects: readonly Subject[], repeats: number): number {
  const group = exceptionRules();
  const since = process.cpuUsage();
  let matched = 0;
  for (let repeat = 0; repeat < repeats; repeat++)
    for (const subject of subjects) if (firstMatch(group, subject) !== null) matched++;
  return perCpuSecond(matched, since);
}

async function measureRival(evaluate: Evaluate, facts: readonly PlainFacts[]): Promise<number> {
  const since = process.cpuUsage();
  for (const given of facts) await evaluate(given);
  return perCpuSecond(facts.length, since);
}

const exceptionRules = (): ReturnType<typeof firstPolicy>['groups']['exception'][number] =>
  firstPolicy().groups.exception[0] ?? [];

function exceptionSubjects(inputs: readonly DecideInput[]): readonly Subject[] {
  return inputs.flatMap((input) =>
    input.orderJourney.parcels.flatMap((journey): Subject[] => {
      const { parcelId } = journey;
      const forecast = input.forecasts.get(parcelId) ?? null;
      const parcel = { journey, forecast, stated: input.stated.get(parcelId) ?? null, hasOpenCase: false };
      return journey.journey.openExceptions.map((exception) => ({
        order: input,
        parcel,
        hold: null,
        arrival: null,
        exception,
        said: null,
      }));
    }),
  );
}

function plainFacts(subject: Subject): PlainFacts {
  const asked = FACT_NAMES.filter((name) => FACTS[name].scopes.some((scope) => scope === 'exception'));
  return Object.fromEntries(asked.map((name) => [name, FACTS[name].read(subject)]));
}

/** All choose the same rule for the same facts, or the comparison means nothing. */
async function checkAgreement(evaluate: Evaluate, subjects: readonly Subject[]): Promise<void> {
  for (const subject of subjects) {
    const ours = firstMatch(exceptionRules(), subject)?.rule.id ?? null;
    const theirs = await evaluate(plainFacts(subject));
    if (ours !== theirs) throw new Error(`another engine chose ${theirs} where we chose ${ours}`);
  }
}

/** Deciding, on one core: the whole path and the rules alone, beside the same rules in engines of others. */
export async function benchDecide({ isShort }: DecideBenchOptions): Promise<Figures> {
  const rounds = isShort ? 1 : ROUNDS;
  const inputs = storyOrders(isShort ? 20 : ORDERS);
  const subjects = exceptionSubjects(inputs);
  const decisionsPerSecond = best(rounds, () => measureDecisions(inputs, isShort ? 1 : 30));
  const evaluationsPerSecond = best(rounds, () => measureEvaluations(subjects, isShort ? 1 : 2_000));
  const facts = subjects.map(plainFacts);
  const rivals: Record<string, number> = {};
  for (const [name, start] of Object.entries({ zenEngine, jsonRulesEngine })) {
    const evaluate = await start(exceptionRules());
    await checkAgreement(evaluate, subjects.slice(0, 20));
    await measureRival(evaluate, facts);
    rivals[name] = await measureRival(evaluate, isShort ? facts : [...facts, ...facts, ...facts]);
  }
  return report({ decisionsPerSecond, evaluationsPerSecond, rivals });
}

interface Measured {
  readonly decisionsPerSecond: number;
  readonly evaluationsPerSecond: number;
  readonly rivals: Record<string, number>;
}

function report({ decisionsPerSecond, evaluationsPerSecond, rivals }: Measured): Figures {
  const { zenEngine: zen = 0, jsonRulesEngine: jsonRules = 0 } = rivals;
  const perSecond = (value: number): string => `${round(value).toLocaleString('en')} /s`;
  printTable('deciding, per second of processor time', [
    ['journey to traced decision', perSecond(decisionsPerSecond)],
    ['the exception rules alone', perSecond(evaluationsPerSecond)],
    ['the same rules in @gorules/zen-engine', perSecond(zen)],
    ['the same rules in json-rules-engine', perSecond(jsonRules)],
  ]);
  return {
    decisionsPerSecond: round(decisionsPerSecond),
    evaluationsPerSecond: round(evaluationsPerSecond),
    zenEnginePerSecond: round(zen),
    jsonRulesEnginePerSecond: round(jsonRules),
    vsZenEngine: round(evaluationsPerSecond / zen, 1),
    vsJsonRulesEngine: round(evaluationsPerSecond / jsonRules, 1),
  };
}
