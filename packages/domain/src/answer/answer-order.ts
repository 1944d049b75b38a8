import { correctionsFor } from '../status/corrections-shown.js';
import type { Instant } from '../time/instant.js';
import type { IdentityLevel } from '../words/identity-level.js';
import { REASONS } from '../words/reason.js';
import type { Answer, Headline, ParcelAnswer } from './answer.js';
import { mainException, readParcel } from './read-parcel.js';
import type { Reading } from './read-parcel.js';
import { readWaitingPart } from './read-waiting-part.js';
import type { CaseSnapshot, OrderSnapshot, ParcelSnapshot } from './snapshot.js';

/** Who may be answered; one of whom nothing is known gets "not found". */
export type Audience = Exclude<IdentityLevel, 0>;

/** Which part of an order leads its answer: what needs the reader most, then what is nearest to them. */
const LEAD: readonly Headline[] = [
  'lost',
  'problem',
  'held',
  'delivery_attempted',
  'ready_for_pickup',
  'silent',
  'awaiting_carrier_late',
  'preparing_late',
  'returning',
  'out_for_delivery',
  'in_transit',
  'picked_up',
  'label_created',
  'packed',
  'preparing',
  'waiting_for_stock',
  'returned',
  'delivered',
  'cancelled',
  'not_shippable',
];

/** Beside a parcel that has arrived, these say no more than "the rest is still to come". */
const STILL_TO_COME: ReadonlySet<Headline> = new Set([
  'out_for_delivery',
  'in_transit',
  'picked_up',
  'label_created',
  'packed',
  'preparing',
  'waiting_for_stock',
]);

interface Part {
  readonly reading: Reading;
  readonly parcel: ParcelSnapshot | null;
}

/** A parcel that goes on under another number is told once, under the new one. */
function isToldElsewhere({ replacedBy }: ParcelSnapshot, { parcels }: OrderSnapshot): boolean {
  return replacedBy !== null && parcels.some(({ trackingNumber }) => trackingNumber === replacedBy);
}

function partsOf(snapshot: OrderSnapshot, asOf: Instant): readonly [Part, ...Part[]] {
  const parcels = snapshot.parcels
    .filter((parcel) => !isToldElsewhere(parcel, snapshot))
    .map((parcel) => ({ reading: readParcel(snapshot, parcel, asOf), parcel }));
  const isWaiting = !snapshot.isCancelled && snapshot.lines.some(({ waiting }) => waiting > 0);
  const [first, ...rest] = parcels;
  const waiting = { reading: readWaitingPart(snapshot, asOf), parcel: null };
  if (first === undefined) return [waiting];
  return isWaiting ? [first, ...rest, waiting] : [first, ...rest];
}

function leadOf(parts: readonly [Part, ...Part[]]): Part {
  const rank = ({ reading }: Part): number => LEAD.indexOf(reading.headline);
  return parts.reduce((lead, part) => (rank(part) < rank(lead) ? part : lead), parts[0]);
}

function itemsOf(parcel: ParcelSnapshot, { lines }: OrderSnapshot): ParcelAnswer['items'] {
  return parcel.lines.flatMap(({ lineId, quantity }) => {
    const line = lines.find((each) => each.lineId === lineId);
    return line === undefined ? [] : [{ title: line.title, quantity }];
  });
}

const isLevel2 = (audience: Audience): boolean => audience === 2;

function toParcelAnswer(
  { reading, parcel }: { reading: Reading; parcel: ParcelSnapshot },
  snapshot: OrderSnapshot,
  audience: Audience,
): ParcelAnswer {
  const details = isLevel2(audience);
  const { parcelId: _, ...read } = reading;
  return {
    ...read,
    parcelId: parcel.parcelId,
    carrier: parcel.carrier,
    trackingNumber: details ? parcel.trackingNumber : null,
    milestone: parcel.milestone,
    reachedAt: parcel.reachedAt,
    lastPlace: details ? parcel.lastPlace : null,
    lastScanAt: parcel.lastPhysicalAt,
    estimate: shownEstimate(reading, parcel.estimate),
    estimateBefore: shownEstimate(reading, parcel.estimateBefore),
    heldUpBy: heldUpBy(reading, audience),
    silentSince: parcel.silence.state === 'silent' ? parcel.silence.since : null,
    items: details ? itemsOf(parcel, snapshot) : [],
  };
}

/** The shop's own words may name a place. */
function heldUpBy({ heldUpBy: told }: Reading, audience: Audience): Answer['heldUpBy'] {
  return told == null || isLevel2(audience) ? told : { wording: null };
}

/** Where nothing is expected to arrive any more no date is told. */
const NO_ARRIVAL: ReadonlySet<Headline> = new Set([
  'delivered',
  'returned',
  'cancelled',
  'lost',
  'returning',
]);

function shownEstimate(
  { headline }: Reading,
  estimate: ParcelSnapshot['estimate'],
): ParcelSnapshot['estimate'] {
  return NO_ARRIVAL.has(headline) ? null : estimate;
}

function promiseOf({ promisedDate, isCancelled }: OrderSnapshot, asOf: Instant): ParcelSnapshot['estimate'] {
  if (promisedDate === null || isCancelled || promisedDate < asOf.slice(0, 10)) return null;
  return { from: promisedDate, to: promisedDate, basis: 'promise', coverage: null };
}

function arrivalOf(snapshot: OrderSnapshot, asOf: Instant): ParcelSnapshot['estimate'] {
  return snapshot.estimate ?? promiseOf(snapshot, asOf);
}

const LATE: ReadonlySet<Headline> = new Set(['silent', 'awaiting_carrier_late', 'preparing_late']);

/** The estimate was withdrawn, has passed, or moved beyond what was said or promised. */
function isEstimateLate(
  { estimate, estimateBefore }: ParcelSnapshot,
  promised: string | null,
  today: string,
): boolean {
  if (estimate === null) return estimateBefore !== null || (promised !== null && promised < today);
  const told = [estimateBefore?.to, promised].filter((date) => date != null);
  return estimate.to < today || told.some((date) => estimate.to > date);
}

/** Later than was said, than was promised, or than is usual. */
function isDelayed({ reading, parcel }: Part, { promisedDate }: OrderSnapshot, asOf: Instant): boolean {
  if (LATE.has(reading.headline)) return true;
  if (parcel === null || NO_ARRIVAL.has(reading.headline)) return false;
  const exception = mainException(parcel);
  if (exception !== null && REASONS[exception.reason].delays) return true;
  return isEstimateLate(parcel, promisedDate, asOf.slice(0, 10));
}

function isBlind({ reading, parcel }: Part): boolean {
  return parcel?.silence.state === 'cannot_see' && !NO_ARRIVAL.has(reading.headline);
}

function toOpenCase(openCase: CaseSnapshot | undefined): Answer['openCase'] {
  if (openCase === undefined) return null;
  const { caseId, reason, dueAt, options, choice } = openCase;
  return { caseId, reason, dueAt, options, choice };
}

function headlineOf(lead: Part, parts: readonly Part[]): Headline {
  const hasArrived = parts.some(({ reading }) => reading.headline === 'delivered');
  return hasArrived && STILL_TO_COME.has(lead.reading.headline) ? 'partly_delivered' : lead.reading.headline;
}

function toCorrections(
  { corrections = [] }: OrderSnapshot,
  parcels: readonly ParcelAnswer[],
  asOf: Instant,
): Pick<Answer, 'corrections'> {
  const due = correctionsFor(corrections, parcels, asOf);
  return due.length === 0 ? {} : { corrections: [...due] };
}

/**
 * What may be told of an order to one who asks. Level 1 learns the status; items, tracking numbers, places and choices
 * are for level 2. `asOf` is when it is asked; the answer says when it was checked.
 */
export function answer(snapshot: OrderSnapshot, audience: Audience, asOf: Instant): Answer {
  const parts = partsOf(snapshot, asOf);
  const lead = leadOf(parts);
  const { reading, parcel } = lead;
  const openCases = snapshot.cases.filter(({ state }) => state === 'open');
  const openCase = openCases.find(({ parcelId }) => parcelId === reading.parcelId) ?? openCases[0];
  const details = isLevel2(audience);
  const waitingItems = snapshot.lines.flatMap(({ title, waiting, availableFrom }) =>
    waiting > 0 ? [{ title, quantity: waiting, availableFrom: availableFrom ?? null }] : [],
  );
  const parcelAnswers = parts.flatMap((part) =>
    part.parcel ? [toParcelAnswer({ ...part, parcel: part.parcel }, snapshot, audience)] : [],
  );
  return {
    orderNumber: snapshot.orderNumber,
    headline: headlineOf(lead, parts),
    headlineParcelId: reading.parcelId,
    reason: reading.reason,
    actor: reading.actor,
    estimate: shownEstimate(reading, parcel ? parcel.estimate : arrivalOf(snapshot, asOf)),
    estimateBefore: shownEstimate(reading, (parcel ?? snapshot).estimateBefore ?? null),
    heldUpBy: heldUpBy(reading, audience),
    nextStep: reading.nextStep,
    nextBy: reading.nextBy,
    parcels: parcelAnswers,
    waitingItems: details ? waitingItems : [],
    openCase: details ? toOpenCase(openCase) : null,
    asOf: snapshot.asOf,
    validUntil: snapshot.validUntil,
    isStale: (snapshot.validUntil !== null && asOf > snapshot.validUntil) || parts.some(isBlind),
    isDelayed: parts.some((part) => isDelayed(part, snapshot, asOf)),
    needsHuman:
      openCases.length > 0 ||
      parts.some(({ reading: { headline } }) => headline === 'lost' || headline === 'problem'),
    ...toCorrections(snapshot, parcelAnswers, asOf),
  };
}
