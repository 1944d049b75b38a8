import type {
  Answer,
  Audience,
  CaseOption,
  Headline,
  OrderSnapshot,
  ParcelAnswer,
  ParcelSnapshot,
  Reason,
} from '@tidings/domain';
import type { Medium, Mood } from './catalogue.js';
import { renderCorrections } from './render-corrections.js';
import { createSetting } from './create-setting.js';
import { type Facts, gatherFacts, gatherOrderFacts, type Setting, whyHeldUp } from './gather-facts.js';
import type { ExpectedPart, OrderPage, ParcelSection } from './order-page.js';
import { placeStages, type StandingParcel } from './place-stages.js';
import { plainData } from './plain-data.js';
import type { Reader } from './reader.js';
import { type AddressAttempt, renderAddressForm } from './render-address-form.js';
import { capital, itemLines, READER_ACTS, waitingLines } from './render-message.js';
import { quoteCarrier, tellSteps, tellTimeline, type TimelineStep } from './tell-timeline.js';

interface AddressTaking {
  readonly attempt: AddressAttempt | null;
}

export interface OrderPageOccasion {
  readonly snapshot: OrderSnapshot;
  /** Of that snapshot, for the one who reads. */
  readonly answer: Answer;
  readonly reader: Reader;
  readonly supportEmail: string;
  /** An address can be told to somebody; `attempt` is one that could not be taken. Left out: it is chosen, and no more. */
  readonly addressTaking?: AddressTaking;
  /** Who reads it; left out: one who possesses the order's link. */
  readonly audience?: Audience;
}

const MOOD_OF: Readonly<Record<Headline, Mood>> = {
  not_shippable: 'neutral',
  cancelled: 'neutral',
  held: 'neutral',
  preparing: 'neutral',
  preparing_late: 'attention',
  waiting_for_stock: 'neutral',
  packed: 'neutral',
  label_created: 'neutral',
  awaiting_carrier_late: 'attention',
  picked_up: 'good',
  in_transit: 'good',
  out_for_delivery: 'good',
  delivery_attempted: 'attention',
  ready_for_pickup: 'attention',
  problem: 'attention',
  silent: 'attention',
  partly_delivered: 'good',
  delivered: 'good',
  returning: 'attention',
  returned: 'neutral',
  lost: 'attention',
};

/** Where these are said, nothing is expected to arrive, or it is there already. */
const NOTHING_EXPECTED: ReadonlySet<Headline> = new Set([
  'not_shippable',
  'cancelled',
  'ready_for_pickup',
  'delivered',
  'returning',
  'returned',
  'lost',
] satisfies Headline[]);

const IS_MOVING: ReadonlySet<Headline> = new Set([
  'picked_up',
  'in_transit',
  'out_for_delivery',
] satisfies Headline[]);

function expectedPart(headline: Headline, facts: Facts, { words }: Setting): ExpectedPart | null {
  if (NOTHING_EXPECTED.has(headline)) return null;
  const { label, basis, before } = { label: words.letter.labels.expected, ...words.page };
  const { estimate, estimateBefore, carrier, cause, isHeldUp } = facts;
  if (estimate === null || estimate.isPast) {
    // On the van it is due now, whatever was expected.
    return headline === 'out_for_delivery' ? null : { label, when: null, says: [words.estimate(facts)] };
  }
  return {
    label,
    when: capital(estimate.when),
    says: [
      ...(estimateBefore === null ? [] : [before(estimateBefore)]),
      // Most headlines give the reason themselves; of a parcel that goes on nothing but its date tells of it.
      ...(estimateBefore === null || cause === null || isHeldUp || !IS_MOVING.has(headline)
        ? []
        : [cause.what]),
      basis[estimate.basis](carrier),
    ],
  };
}

function progressOf(
  headline: Headline,
  parcel: ParcelSnapshot | undefined,
  { words }: Setting,
): OrderPage['progress'] {
  const standing: StandingParcel | null =
    parcel === undefined
      ? null
      : {
          milestone: parcel.milestone,
          isHandled: parcel.lastPhysicalAt !== null,
          isCollected: parcel.reached.some(({ milestone }) => milestone === 'available_for_pickup'),
        };
  const stages = placeStages(headline, standing);
  if (stages === null) return null;
  const { page } = words;
  return {
    label: page.labels.progress,
    stages: stages.map(({ stage, state }) => ({
      label: page.stages[stage],
      state,
      stateLabel: page.stageStates[state],
    })),
  };
}

/** What the reader is asked for is an address. */
const ASKS_FOR_ADDRESS: ReadonlySet<Reason> = new Set([
  'address_insufficient',
  'address_incorrect',
  'recipient_moved',
] satisfies Reason[]);

/** What is still offered; what reaches us by a letter anyway is no choice to be recorded. */
function optionsOf({ openCase }: Answer): readonly CaseOption[] {
  if (openCase === null || openCase.choice != null) return [];
  return openCase.options.filter((option) => option !== 'contact_us');
}

/** Null: no address can be told here. */
function addressTakingOf({ answer, addressTaking }: OrderPageOccasion): AddressTaking | null {
  return optionsOf(answer).includes('correct_address') ? (addressTaking ?? null) : null;
}

function mediumOf(occasion: OrderPageOccasion): Medium {
  const { openCase } = occasion.answer;
  const isAsked = openCase !== null && ASKS_FOR_ADDRESS.has(openCase.reason);
  return isAsked && addressTakingOf(occasion) !== null ? 'form' : 'page';
}

function choicesOf(
  occasion: OrderPageOccasion,
  { words }: Setting,
): NonNullable<OrderPage['task']>['choices'] {
  const { openCase } = occasion.answer;
  const offered = optionsOf(occasion.answer);
  if (openCase === null || offered.length === 0) return null;
  const taking = addressTakingOf(occasion);
  const options = offered.filter((option) => taking === null || option !== 'correct_address');
  return {
    caseId: openCase.caseId,
    label: words.page.choose,
    options: options.map((option) => ({ option, label: words.options[option] })),
    address:
      taking === null
        ? null
        : {
            label: words.options.correct_address,
            isOpen: taking.attempt !== null || mediumOf(occasion) === 'form',
            form: renderAddressForm(words.page, taking.attempt),
          },
  };
}

function chosenText({ openCase }: Answer, { words, dates }: Setting): string {
  const choice = openCase?.choice;
  return choice == null ? '' : words.page.chosen(words.options[choice.option], dates.day(choice.at));
}

/** What must be solved comes with its way out; everything else only follows. */
function taskOf(occasion: OrderPageOccasion, facts: Facts, setting: Setting): OrderPage['task'] {
  const { answer } = occasion;
  const { words } = setting;
  const isForReader = READER_ACTS.has(facts.nextStep);
  if (answer.openCase === null && !isForReader) return null;
  const ask = facts.actor === 'recipient' ? (facts.cause?.ask ?? '') : '';
  const { yourTurn, ourTurn } = words.page.labels;
  return {
    title: isForReader ? yourTurn : ourTurn,
    isForReader,
    says: [chosenText(answer, setting), ask, words.nextSteps[facts.nextStep](facts)].filter(
      (text) => text !== '',
    ),
    choices: isForReader ? choicesOf(occasion, setting) : null,
  };
}

/** After a delivery nothing is to come, but not everybody finds it at once. */
function nextOf(headline: Headline, next: string, { page }: Setting['words']): OrderPage['next'] {
  if (headline === 'delivered') return { label: page.labels.notThere, text: page.notThere };
  return next === '' ? null : { label: page.labels.next, text: next };
}

interface Telling {
  readonly occasion: OrderPageOccasion;
  readonly setting: Setting;
  /** What happened before there was a parcel. */
  readonly steps: readonly TimelineStep[];
  /** The order is this one parcel, so the head of the page has told of it. */
  readonly isWhole: boolean;
}

function factRows(facts: Facts, { words }: Setting): ParcelSection['facts'] {
  const { labels } = words.letter;
  const lastSeen = [facts.lastSeenWhen, facts.town].filter((text) => text !== null).join(', ');
  const rows: readonly (readonly [string, string | null])[] = [
    [labels.lastSeen, facts.lastSeenWhen === null ? null : lastSeen],
    [labels.carrier, facts.carrier],
    [labels.trackingNumber, facts.trackingNumber === null ? null : plainData(facts.trackingNumber, 60)],
  ];
  return rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

function parcelSection(parcel: ParcelAnswer, position: number, telling: Telling): ParcelSection {
  const { occasion, setting, isWhole } = telling;
  const { answer, snapshot } = occasion;
  const { words } = setting;
  const facts = gatherFacts({ answer, parcels: [parcel] }, setting);
  const kept = snapshot.parcels.find(({ parcelId }) => parcelId === parcel.parcelId);
  const { carrier } = facts;
  const before = isWhole ? telling.steps : [];
  const reports = kept === undefined ? [] : quoteCarrier(kept, setting);
  return {
    title: words.letter.parcelTitle(position, answer.parcels.length),
    label: isWhole ? null : words.headlines[parcel.headline].label,
    sentence: isWhole ? null : sentenceOf(facts.now, facts),
    expected: isWhole ? null : expectedPart(parcel.headline, facts, setting),
    items: itemLines(parcel.items, words),
    facts: factRows(facts, setting),
    timeline:
      kept === undefined || occasion.audience === 1
        ? []
        : tellTimeline({ parcel: kept, carrier, setting }, before).toReversed(),
    verbatim: reports.length === 0 ? null : { summary: words.page.verbatim(carrier), reports },
  };
}

function sentenceOf(said: string, facts: Facts): string {
  return [said, whyHeldUp(facts, said)].filter((text) => text !== '').join(' ');
}

function waitingSection({ waitingItems }: Answer, setting: Setting): OrderPage['waiting'] {
  if (waitingItems.length === 0) return null;
  return { title: setting.words.letter.waitingTitle, items: waitingLines(waitingItems, setting) };
}

/** An order's page in words. Pure; says nothing that snapshot and answer do not hold. */
export function renderOrderPage(occasion: OrderPageOccasion): OrderPage {
  const { snapshot, answer, reader, supportEmail } = occasion;
  const setting = createSetting(reader, { asOf: answer.asOf, medium: mediumOf(occasion) });
  const { words, dates } = setting;
  const { page } = words;
  const facts = gatherOrderFacts(answer, setting);
  const isWhole = answer.parcels.length === 1 && answer.waitingItems.length === 0;
  const isStatusOnly = occasion.audience === 1;
  // The way without its parcels' part would look as if nothing else had happened.
  const steps = isStatusOnly ? [] : tellSteps(snapshot, setting);
  const task = taskOf(occasion, facts, setting);
  const next = words.nextSteps[facts.nextStep](facts);
  const lead = snapshot.parcels.find(({ parcelId }) => parcelId === answer.headlineParcelId);
  const { label } = words.headlines[answer.headline];
  const { orderNumber, brandName } = facts;
  return {
    language: setting.language,
    title: page.title({ label, orderNumber, brandName }),
    brandName,
    mood: MOOD_OF[answer.headline],
    order: page.order(orderNumber),
    headline: label,
    sentence: sentenceOf(words.headlines[answer.headline].says(facts), facts),
    corrections: renderCorrections(answer, 'page', reader),
    stale: answer.isStale ? words.stale(facts) : null,
    task,
    next: task === null ? nextOf(answer.headline, next, words) : null,
    expected: expectedPart(answer.headline, facts, setting),
    progress: answer.parcels.length > 1 ? null : progressOf(answer.headline, lead, setting),
    story:
      isWhole || steps.length === 0
        ? null
        : {
            title: answer.parcels.length === 0 ? page.labels.timeline : page.labels.withUs,
            timeline: steps.toReversed(),
          },
    parcels: answer.parcels.map((parcel, index) =>
      parcelSection(parcel, index + 1, { occasion, setting, steps, isWhole }),
    ),
    waiting: waitingSection(answer, setting),
    updated: { label: page.labels.lastUpdated, value: dates.clock(answer.asOf) },
    labels: page.labels,
    hint: isStatusOnly ? page.onlyStatus : null,
    contact: page.contact(supportEmail),
  };
}
