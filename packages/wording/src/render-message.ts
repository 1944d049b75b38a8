import type { Answer, Condition, Instant, NextStep, ParcelAnswer, Reason } from '@tidings/domain';
import type { Catalogue, Mood } from './catalogue.js';
import { createSetting } from './create-setting.js';
import { type Facts, gatherFacts, type Setting } from './gather-facts.js';
import { plainData } from './plain-data.js';
import type { Reader } from './reader.js';

/** What is to be said, to whom, and the facts as they are at the moment of leaving. */
export interface MessageOccasion {
  readonly condition: Condition;
  readonly reason: Reason | null;
  /** The parcels it is about; empty for the order as a whole. */
  readonly parcelIds: readonly string[];
  readonly answer: Answer;
  /** For a correction: what was said, and when it left. */
  readonly corrected: { readonly condition: Condition; readonly saidAt: Instant } | null;
  readonly reader: Reader;
  readonly links: { readonly page: string | null; readonly unsubscribe: string | null };
}

interface Link {
  readonly label: string;
  readonly url: string;
}

export interface ParcelPart {
  readonly title: string;
  /** Where it is, in one sentence or two. */
  readonly status: string;
  readonly items: readonly string[];
}

/** A message as plain text in parts: a template decides how they look and escapes every one. */
export interface MessageContent {
  readonly language: string;
  readonly mood: Mood;
  readonly subject: string;
  /** What a mail program shows beside the subject. */
  readonly preheader: string;
  readonly heading: string;
  readonly paragraphs: readonly string[];
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  /** What the message is about, where that is not told parcel by parcel. */
  readonly items: readonly string[];
  /** Every part of an order that comes in several; empty where there is but one. */
  readonly parcels: readonly ParcelPart[];
  readonly action: Link | null;
  readonly footer: readonly string[];
  readonly unsubscribe: Link | null;
}

export const READER_ACTS: ReadonlySet<NextStep> = new Set([
  'you_choose',
  'you_collect',
  'you_pay_or_confirm',
] satisfies NextStep[]);

export function itemLines(items: readonly { title: string; quantity: number }[], words: Catalogue): string[] {
  return items.map(({ title, quantity }) => words.letter.item(plainData(title), quantity));
}

function parcelPart(
  parcel: ParcelAnswer,
  { position, answer }: { position: number; answer: Answer },
  setting: Setting,
): ParcelPart {
  const { words } = setting;
  const facts = gatherFacts({ answer, parcels: [parcel] }, setting);
  const isExpected = parcel.nextStep !== 'nothing' && facts.estimate !== null;
  return {
    title: words.letter.parcelTitle(position, answer.parcels.length),
    status: [facts.now, isExpected ? words.estimate(facts) : ''].filter((text) => text !== '').join(' '),
    items: itemLines(parcel.items, words),
  };
}

/** What is in no parcel yet, with the dates on which it can be. */
export function waitingLines(waitingItems: Answer['waitingItems'], { words, dates }: Setting): string[] {
  return waitingItems.map(({ title, quantity, availableFrom }) => {
    const line = words.letter.item(plainData(title), quantity);
    return availableFrom === null
      ? line
      : `${line} (${words.letter.availableFrom(dates.date(availableFrom))})`;
  });
}

function waitingPart({ waitingItems }: Answer, setting: Setting): ParcelPart[] {
  if (waitingItems.length === 0) return [];
  const items = waitingLines(waitingItems, setting);
  return [{ title: setting.words.letter.waitingTitle, status: '', items }];
}

/** One part per parcel and one for what waits: only where there are several, so that one order is told as one story. */
function parts(answer: Answer, setting: Setting): ParcelPart[] {
  const all = [
    ...answer.parcels.map((parcel, index) => parcelPart(parcel, { position: index + 1, answer }, setting)),
    ...waitingPart(answer, setting),
  ];
  return all.length > 1 ? all : [];
}

function singleItems(answer: Answer, words: Catalogue): string[] {
  return itemLines(answer.parcels[0]?.items ?? answer.waitingItems, words);
}

function listFacts(facts: Facts, words: Catalogue, isDone: boolean): MessageContent['facts'] {
  const { labels } = words.letter;
  const where = facts.town === null ? facts.lastSeenAt : `${facts.lastSeenAt}, ${facts.town}`;
  const rows: readonly (readonly [string, string | null])[] = [
    [labels.order, facts.orderNumber],
    [
      labels.expected,
      isDone || facts.estimate === null || facts.estimate.isPast ? null : capital(facts.estimate.when),
    ],
    [labels.lastSeen, facts.lastSeenAt === null ? null : where],
    [labels.carrier, facts.carrier],
    [labels.trackingNumber, facts.trackingNumber === null ? null : plainData(facts.trackingNumber, 60)],
  ];
  return rows.flatMap(([label, value]) => (value === null ? [] : [{ label, value }]));
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function paragraphs(occasion: MessageOccasion, facts: Facts, words: Catalogue): string[] {
  const condition = words.conditions[occasion.condition];
  const then = {
    next: words.nextSteps[facts.nextStep](facts),
    estimate: facts.nextStep === 'nothing' ? '' : words.estimate(facts),
  };
  return [
    ...condition.says(facts),
    condition.then
      .map((part) => then[part])
      .filter((text) => text !== '')
      .join(' '),
    occasion.answer.isStale ? words.stale(facts) : '',
  ].filter((text) => text !== '');
}

/** The page takes the choice; what reaches us by a letter anyway is none. */
function actionLabel({ openCase }: Answer, mustAct: boolean, { letter }: Catalogue): string {
  const isOpen = openCase !== null && openCase.choice == null;
  const canChoose = isOpen && openCase.options.some((option) => option !== 'contact_us');
  return mustAct && canChoose ? letter.choose : letter.seePage;
}

/** Makes one message out of what is true now. Pure; the same occasion gives the same words. */
export function renderMessage(occasion: MessageOccasion): MessageContent {
  const { answer, reader, links } = occasion;
  const setting = createSetting(reader, { asOf: answer.asOf, medium: 'letter' });
  const { words } = setting;
  const parcels = answer.parcels.filter((parcel) => occasion.parcelIds.includes(parcel.parcelId));
  const { reason, corrected } = occasion;
  const facts = gatherFacts({ answer, parcels, reason, corrected }, setting);
  const condition = words.conditions[occasion.condition];
  const heading = condition.heading(facts);
  const body = paragraphs(occasion, facts, words);
  const mustAct = condition.then.includes('next') && READER_ACTS.has(facts.nextStep);
  const several = parts(answer, setting);
  return {
    language: setting.language,
    mood: condition.mood,
    subject: mustAct ? words.letter.subjectToAct(facts, heading) : words.letter.subject(facts),
    preheader: `${heading}. ${body[0] ?? ''}`.trim(),
    heading,
    paragraphs: body,
    facts: listFacts(facts, words, facts.nextStep === 'nothing'),
    items: several.length > 0 ? [] : singleItems(answer, words),
    parcels: several,
    action: links.page === null ? null : { label: actionLabel(answer, mustAct, words), url: links.page },
    footer: words.letter.footer(facts),
    unsubscribe:
      links.unsubscribe === null ? null : { label: words.letter.unsubscribe, url: links.unsubscribe },
  };
}
