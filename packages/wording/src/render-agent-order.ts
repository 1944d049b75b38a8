import type { Answer, Condition, CorrectedAddress, NextStep, Reason } from '@tidings/domain';
import type {
  AgentOrder,
  AgentOrderOccasion,
  DecisionFacts,
  DecisionPart,
  DecisionResult,
  MessageFacts,
  OpenCasePart,
  ToldPart,
} from './agent-order.js';
import { createSetting } from './create-setting.js';
import { gatherOrderFacts, type Setting } from './gather-facts.js';
import { carrierName, plainData } from './plain-data.js';
import { renderOrderPage } from './render-order-page.js';

/** Where these come next, the customer reads that we write to them, and by when. */
const WE_WRITE: ReadonlySet<NextStep> = new Set([
  'we_release_hold',
  'we_solve',
  'we_check',
] satisfies NextStep[]);

const MAX_CODE = 80;

/** `carrierShiftDays` or `estimate_unmoved`, for somebody who reads no code. */
function spelledOut(code: string): string {
  const words = plainData(code, MAX_CODE)
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, (_, end: string, start: string) => `${end} ${start.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function becauseOf(code: string | null, { words: { agent } }: Setting): string | null {
  if (code === null) return null;
  return Object.hasOwn(agent.because, code) ? (agent.because[code] ?? null) : `${spelledOut(code)}.`;
}

/** A problem is called by its reason, where one was given. */
function nameOf(
  { condition, reason }: { condition: Condition; reason: Reason | null },
  { words }: Setting,
): string {
  const { conditions } = words.agent;
  if (reason === null) return conditions[condition];
  const { label } = words.reasons[reason];
  return condition === 'exception' || condition === 'noise' ? label : `${conditions[condition]}: ${label}`;
}

/** Null where there is one parcel only, or the whole order is meant. */
function parcelsNamed(ids: readonly string[], { parcels }: Answer, setting: Setting): string | null {
  const positions = parcels.flatMap(({ parcelId }, index) => (ids.includes(parcelId) ? [index + 1] : []));
  const isNamed = parcels.length > 1 && positions.length > 0;
  return isNamed ? setting.words.agent.parcelTitle(positions, parcels.length) : null;
}

function toldPart(message: MessageFacts, answer: Answer, setting: Setting): ToldPart {
  const { key, state, because, settledAt, requestedAt, parcelIds } = message;
  return {
    key,
    text: nameOf(message, setting),
    parcels: parcelsNamed(parcelIds, answer, setting),
    when: setting.dates.clock(settledAt ?? requestedAt),
    state,
    stateLabel: setting.words.agent.tellingStates[state],
    because: state === 'sent' ? null : becauseOf(because, setting),
  };
}

function resultOf({ outcome, speech }: DecisionFacts): DecisionResult {
  if (outcome === 'open_case') return 'case_opened';
  if (outcome === 'close_case') return 'case_closed';
  return speech === 'requested' || speech === 'sent' ? 'spoke' : 'quiet';
}

/** `send estimate_moved`, as the trace has it; `nothing`. */
function consequence(wouldHave: string, { words }: Setting): string {
  const { agent } = words;
  const [outcome = '', condition = ''] = wouldHave.split(' ');
  if (!isOneOf(agent.outcomes, outcome)) return agent.nothing;
  const label = agent.outcomes[outcome];
  return isOneOf(agent.conditions, condition) ? agent.outcomeOf(label, agent.conditions[condition]) : label;
}

function isOneOf<Key extends string>(words: Readonly<Record<Key, unknown>>, key: string): key is Key {
  return Object.hasOwn(words, key);
}

function factName(fact: string, { words: { agent } }: Setting): string {
  return isOneOf(agent.facts, fact) ? agent.facts[fact] : spelledOut(fact);
}

/** A customer who was never written to counts as written to in 1970. */
const NEVER_HOURS = 250_000;

type FactValue = DecisionFacts['trace']['inputs'][string];

function factValue(fact: string, value: FactValue, { words }: Setting): string {
  const { values } = words.agent;
  if (value === null) return values.unknown;
  if (typeof value === 'boolean') return values[`${value}`];
  if (typeof value === 'number')
    return fact === 'hoursSinceLastMessage' && value > NEVER_HOURS
      ? values.never
      : String(Number(value.toFixed(1)));
  return namedValue(fact, value, words) ?? spelledOut(value);
}

/** Null where its own code says it as well. */
function namedValue(fact: string, value: string, { reasons, agent }: Setting['words']): string | null {
  if (fact === 'carrier') return carrierName(value);
  if (fact === 'reason') return isOneOf(reasons, value) ? reasons[value].label : null;
  return codeInWords(fact, value, agent);
}

/** Null where the fact is none of a closed list, or the code none of its. */
function codeInWords(fact: string, code: string, { factValues }: Setting['words']['agent']): string | null {
  if (!isOneOf(factValues, fact)) return null;
  const values: Readonly<Record<string, string>> = factValues[fact];
  return Object.hasOwn(values, code) ? (values[code] ?? null) : null;
}

function inputRows({ inputs }: DecisionFacts['trace'], setting: Setting): DecisionPart['inputs'] {
  return Object.entries(inputs).map(([fact, value]) => ({
    label: factName(fact, setting),
    value: factValue(fact, value, setting),
  }));
}

const INSTANT = /\d{4}-\d\d-\d\dT[\d:.]+Z/g;

/** `at least 1`, `false`, `one of ship, pickup` or `at or after 2026-11-24T12:00:00.000Z`, as the trace has it. */
function neededOf(fact: string, needed: string, { words, dates }: Setting): string {
  const { values } = words.agent;
  if (needed === 'true' || needed === 'not false') return values.true.toLowerCase();
  if (needed === 'false' || needed === 'not true') return values.false.toLowerCase();
  return plainData(needed)
    .replace(/[a-z_]+/g, (code) => inSentence(codeInWords(fact, code, words.agent)) ?? code)
    .replaceAll('_', ' ')
    .replace(INSTANT, (instant) => dates.clock(instant));
}

function inSentence(words: string | null): string | null {
  return words === null ? null : words.charAt(0).toLowerCase() + words.slice(1);
}

function decisionPart(
  decision: DecisionFacts,
  { message, answer }: { readonly message: MessageFacts | undefined; readonly answer: Answer },
  setting: Setting,
): DecisionPart {
  const { words, dates } = setting;
  const { trace } = decision;
  const result = resultOf(decision);
  const { nearest } = trace;
  return {
    key: decision.key,
    text: nameOf(decision, setting),
    parcels: parcelsNamed(decision.parcelIds, answer, setting),
    when: dates.clock(decision.decidedAt),
    result,
    resultLabel: words.agent.results[result],
    // What became of it on its way out is the later, and so the better reason.
    because: becauseOf((message?.state === 'sent' ? null : message?.because) ?? trace.because, setting),
    otherwise:
      nearest === null
        ? null
        : words.agent.otherwise({
            fact: factName(nearest.fact, setting),
            needed: neededOf(nearest.fact, nearest.needed, setting),
            wouldHave: consequence(nearest.wouldHave, setting),
          }),
    rule: words.agent.rule(plainData(trace.ruleId, MAX_CODE), plainData(trace.policyVersion, MAX_CODE)),
    inputs: inputRows(trace, setting),
  };
}

function addressPart(given: CorrectedAddress | null, { words }: Setting): OpenCasePart['address'] {
  if (given === null) return null;
  const lines = [given.street, given.extra, [given.postcode, given.city].filter(Boolean).join(' ')];
  return {
    label: words.agent.addressGiven,
    lines: lines.filter((line) => line !== '').map((line) => plainData(line)),
  };
}

function casePart(occasion: AgentOrderOccasion, setting: Setting): OpenCasePart | null {
  const { answer, snapshot, askedAt } = occasion;
  const { openCase } = answer;
  if (openCase === null) return null;
  const { words, dates } = setting;
  const { label, what } = words.reasons[openCase.reason];
  const isOverdue = openCase.dueAt < askedAt;
  const date = dates.day(openCase.dueAt);
  const actor = snapshot.cases.find(({ caseId }) => caseId === openCase.caseId)?.actor ?? answer.actor;
  const mustAct = words.agent.mustAct[openCase.choice == null ? actor : 'merchant'];
  return {
    title: label,
    says: [what, mustAct].filter((text) => text !== ''),
    due: isOverdue ? words.agent.wasDue(date) : words.agent.due(date),
    isOverdue,
    options: openCase.options.map((option) => words.options[option]),
    chosen:
      openCase.choice == null
        ? null
        : words.agent.chosen(words.options[openCase.choice.option], dates.day(openCase.choice.at)),
    // One that was given before something else was chosen is not what they want.
    address:
      openCase.choice?.option === 'correct_address' ? addressPart(occasion.givenAddress, setting) : null,
  };
}

function promisedPart(answer: Answer, askedAt: string, setting: Setting): AgentOrder['promised'] {
  const { nextStep, nextBy } = answer;
  if (nextBy === null || !WE_WRITE.has(nextStep)) return null;
  const { words, dates } = setting;
  const isOverdue = nextBy < askedAt.slice(0, nextBy.length);
  const date = dates.day(nextBy);
  return { text: isOverdue ? words.agent.promiseBroken(date) : words.agent.promised(date), isOverdue };
}

/**
 * An order as a helpdesk's agent reads it: the customer's own sentences, and behind them what the customer was told
 * and every decision with its reason. Pure; says nothing that it was not given.
 */
export function renderAgentOrder(occasion: AgentOrderOccasion): AgentOrder {
  const { answer, snapshot, reader, askedAt } = occasion;
  const page = renderOrderPage(occasion);
  const setting = createSetting(reader, { asOf: answer.asOf, medium: 'page' });
  const messageOf = new Map(occasion.messages.map((message) => [message.key, message]));
  const step = setting.words.nextSteps[answer.nextStep](gatherOrderFacts(answer, setting));
  return {
    orderNumber: snapshot.orderNumber,
    title: page.order,
    mood: page.mood,
    headline: page.headline,
    sentence: page.sentence,
    stale: page.stale,
    openCase: casePart(occasion, setting),
    expected: page.expected,
    next: answer.openCase !== null || step === '' ? null : step,
    promised: promisedPart(answer, askedAt, setting),
    progress: page.progress,
    parcels: page.parcels.map((parcel, index) => ({
      ...parcel,
      title: setting.words.agent.parcelTitle([index + 1], page.parcels.length),
    })),
    waiting: page.waiting,
    story: page.story,
    told: occasion.messages.map((message) => toldPart(message, answer, setting)),
    decisions: occasion.decisions.map((decision) =>
      decisionPart(decision, { message: messageOf.get(decision.key), answer }, setting),
    ),
    updated: page.updated,
    pageUrl: occasion.pageUrl,
  };
}
