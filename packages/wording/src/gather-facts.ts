import type {
  Actor,
  Answer,
  CaseOption,
  Condition,
  Instant,
  NextStep,
  ParcelAnswer,
  Reason,
} from '@tidings/domain';
import type { Catalogue, Medium } from './catalogue.js';
import type { DateFormat } from './format-dates.js';
import { carrierName, facilityOf, plainData, townOf } from './plain-data.js';
import type { Reader } from './reader.js';

/** A delivery date as words, with what it rests on. */
export interface EstimateFacts {
  readonly when: string;
  readonly basis: NonNullable<Answer['estimate']>['basis'];
  /** Its last day lies behind the reader. */
  readonly isPast: boolean;
}

/** What a sentence may be made of: data already in words of the language, and nothing that the answer does not say. */
export interface Facts {
  readonly brandName: string;
  readonly orderNumber: string | null;
  /** How a sentence names what it is about: after something has named it, `it` is enough. */
  readonly naming: 'it' | 'order';
  /** What is told of is all that was ordered. */
  readonly isWholeOrder: boolean;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly reason: Reason | null;
  /** The reason in this language; null where nobody gave one. */
  readonly cause: { readonly label: string; readonly what: string; readonly ask: string | null } | null;
  /** The cause is that of an incident, which holds up many parcels. */
  readonly isHeldUp: boolean;
  readonly actor: Actor;
  readonly nextStep: NextStep;
  readonly nextBy: string | null;
  readonly estimate: EstimateFacts | null;
  /** The parcels told of have dates of their own, so no one date may stand for all. */
  readonly isEstimatePerParcel: boolean;
  readonly estimateBefore: string | null;
  readonly reachedAt: string | null;
  /** The same without the hour. */
  readonly reachedOn: string | null;
  /** It was reached on the reader's present day. */
  readonly isReachedToday: boolean;
  readonly town: string | null;
  readonly facility: string | null;
  readonly lastSeenAt: string | null;
  /** The same with the hour, where that is certain. */
  readonly lastSeenWhen: string | null;
  readonly silentSince: string | null;
  readonly checkedAt: string;
  readonly options: readonly CaseOption[];
  readonly corrected: { readonly told: string; readonly on: string } | null;
  /** What is true now, as one sentence: for a message whose own news is that something else was wrong. */
  readonly now: string;
}

export interface FactsRequest {
  readonly answer: Answer;
  /** The parcels that are told of; empty for the order. */
  readonly parcels: readonly ParcelAnswer[];
  /** Why, where the message knows better than the answer; undefined takes the answer's. */
  readonly reason?: Reason | null;
  readonly corrected?: { readonly condition: Condition; readonly saidAt: Instant } | null;
}

export interface Setting {
  readonly words: Catalogue;
  readonly dates: DateFormat;
  readonly reader: Reader;
  readonly medium: Medium;
  /** BCP 47, of the words and the dates. */
  readonly language: string;
}

const MAX_WORDING = 300;

/** A message about a date or a silence has no reason of its own: it is the incident's where one holds up what it tells of. */
function whyOf(
  { reason: own }: FactsRequest,
  { answerReason, heldUpBy }: Pick<ReturnType<typeof prospects>, 'answerReason' | 'heldUpBy'>,
  setting: Setting,
): Pick<Facts, 'reason' | 'cause'> {
  const isItsOwn = own != null || (own === null && heldUpBy === null);
  const reason = isItsOwn ? own : answerReason;
  return { reason, cause: causeOf(reason, isItsOwn ? null : heldUpBy, setting) };
}

/** The value that all share; null where they differ, because then none of them may stand for all. */
function shared<Item, Value>(items: readonly Item[], read: (item: Item) => Value | null): Value | null {
  const [first] = items;
  if (first === undefined) return null;
  const value = read(first);
  const text = JSON.stringify(value);
  return items.every((item) => JSON.stringify(read(item)) === text) ? value : null;
}

/** What the shop itself says of an incident stands for the cause, as a quotation: it is text of people, in their language. */
function causeOf(
  reason: Reason | null,
  heldUpBy: Answer['heldUpBy'],
  { words, medium, reader }: Setting,
): Facts['cause'] {
  const wording = plainData(heldUpBy?.wording ?? '', MAX_WORDING);
  if (wording !== '') {
    const { label, quote } = words.incident;
    const what = quote(plainData(reader.brandName), wording);
    return { label: reason === null ? label : words.reasons[reason].label, what, ask: null };
  }
  if (reason === null) return null;
  const { label, what, ask } = words.reasons[reason];
  return { label, what, ask: ask?.({ reach: words.reach[medium] }) ?? null };
}

function estimateOf(estimate: Answer['estimate'], setting: Setting, asOf: Instant): EstimateFacts | null {
  if (estimate === null) return null;
  const { dates } = setting;
  return {
    when: dates.interval(estimate.from, estimate.to),
    basis: estimate.basis,
    isPast: estimate.to < dates.dateOf(asOf),
  };
}

/** A due date that has passed says nothing about what comes next. */
function isPast(due: string, asOf: Instant, dates: DateFormat): boolean {
  return due.length === 10 ? due < dates.dateOf(asOf) : due < asOf;
}

/** Where and when of the parcels told of, as far as one statement holds for all of them. */
function whereabouts({ answer, parcels }: FactsRequest, { dates }: Setting) {
  const { asOf } = answer;
  // Who is to collect or bring an order is its parcels' carrier, also where none of them is told of.
  const carried = parcels.length === 0 ? answer.parcels : parcels;
  const reachedAt = shared(parcels, (parcel) => parcel.reachedAt);
  const place = shared(parcels, (parcel) => parcel.lastPlace);
  const lastSeenAt = shared(parcels, (parcel) => parcel.lastScanAt);
  const silentSince = shared(parcels, (parcel) => parcel.silentSince);
  return {
    carrier: carrierName(shared(carried, (parcel) => parcel.carrier)),
    trackingNumber: shared(parcels, (parcel) => parcel.trackingNumber),
    reachedAt: reachedAt === null ? null : dates.moment(reachedAt),
    reachedOn: reachedAt === null ? null : dates.date(dates.momentDate(reachedAt)),
    isReachedToday: reachedAt !== null && dates.momentDate(reachedAt) === dates.dateOf(asOf),
    town: townOf(place),
    facility: facilityOf(place),
    lastSeenAt: lastSeenAt === null ? null : dates.date(dates.momentDate(lastSeenAt)),
    lastSeenWhen: lastSeenAt === null ? null : dates.moment(lastSeenAt),
    silentSince: silentSince === null ? null : dates.day(silentSince),
  };
}

/** What an order and a parcel both say of what comes next. */
type Outlook = Pick<
  ParcelAnswer,
  'actor' | 'nextStep' | 'nextBy' | 'estimate' | 'estimateBefore' | 'reason' | 'heldUpBy'
>;

function prospects({ answer, parcels }: FactsRequest, setting: Setting) {
  const about: readonly Outlook[] = parcels.length === 0 ? [answer] : parcels;
  const nextBy = shared(about, (one) => one.nextBy);
  const estimate = shared(about, (one) => one.estimate);
  const before = shared(about, (one) => one.estimateBefore);
  return {
    // The worst-off parcel stands at the head of the answer, so where they differ its step is the one to tell.
    actor: shared(about, (one) => one.actor) ?? answer.actor,
    nextStep: shared(about, (one) => one.nextStep) ?? answer.nextStep,
    nextBy: nextBy === null || isPast(nextBy, answer.asOf, setting.dates) ? null : setting.dates.day(nextBy),
    estimate: estimateOf(estimate, setting, answer.asOf),
    isEstimatePerParcel: estimate === null && about.some((one) => one.estimate !== null),
    estimateBefore: before === null ? null : setting.dates.interval(before.from, before.to),
    answerReason: shared(about, (one) => one.reason),
    heldUpBy: shared(about, (one) => one.heldUpBy ?? null),
  };
}

function isWholeOrder({ answer, parcels }: FactsRequest): boolean {
  if (parcels.length !== answer.parcels.length) return false;
  return parcels.length === 0 || answer.waitingItems.length === 0;
}

/** Why it is held up, where the sentence about it does not say so already: most headlines give the reason themselves. */
export function whyHeldUp({ isHeldUp, cause }: Facts, said: string): string {
  return isHeldUp && cause !== null && !said.includes(cause.what) ? cause.what : '';
}

/** What is said of an order as a whole: its own reason, step and dates stand above those of the parcel it is headed by. */
export function gatherOrderFacts(answer: Answer, setting: Setting): Facts {
  const subject = answer.parcels.filter((parcel) => parcel.parcelId === answer.headlineParcelId);
  const order = gatherFacts({ answer, parcels: [] }, setting);
  return {
    ...gatherFacts({ answer, parcels: subject }, setting),
    naming: 'order',
    estimate: order.estimate,
    nextBy: order.nextBy,
    nextStep: order.nextStep,
    actor: order.actor,
  };
}

export function gatherFacts(request: FactsRequest, setting: Setting): Facts {
  const { answer, parcels } = request;
  const { words, dates, reader } = setting;
  const { answerReason, heldUpBy, ...ahead } = prospects(request, setting);
  const corrected = request.corrected ?? null;
  const facts: Facts = {
    brandName: plainData(reader.brandName),
    orderNumber: answer.orderNumber === null ? null : plainData(answer.orderNumber, 60),
    naming: 'it',
    isWholeOrder: isWholeOrder(request),
    ...whereabouts(request, setting),
    ...ahead,
    ...whyOf(request, { answerReason, heldUpBy }, setting),
    isHeldUp: heldUpBy !== null,
    checkedAt: dates.day(answer.asOf),
    options: answer.openCase?.options ?? [],
    corrected:
      corrected === null
        ? null
        : { told: words.conditions[corrected.condition].told, on: dates.day(corrected.saidAt) },
    now: '',
  };
  const headline =
    parcels.length === 0 ? answer.headline : (shared(parcels, (one) => one.headline) ?? answer.headline);
  return {
    ...facts,
    now: words.headlines[headline].says({
      ...facts,
      reason: answerReason,
      cause: causeOf(answerReason, heldUpBy, setting),
    }),
  };
}
