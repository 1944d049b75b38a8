import type { Journey, OpenException, ReachedMilestone, TimelineEntry } from '../journey/journey.js';
import type { OrderJourney, ParcelJourney } from '../journey/order-journey.js';
import { firstMatch } from '../policy/compile-policy.js';
import type { CompiledPolicy } from '../policy/compile-policy.js';
import type { OrderFacts } from '../policy/decide-input.js';
import type { Ledger } from '../policy/ledger.js';
import type { ParcelFacts, Subject } from '../policy/subject.js';
import { correctionsIn } from '../status/corrections-shown.js';
import { earliestAfter } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import type { Milestone } from '../words/milestone.js';
import type { CaseSnapshot, OrderSnapshot, ParcelSnapshot } from './snapshot.js';

export interface SnapshotInput extends OrderFacts {
  readonly brandId: string;
  readonly version: number;
  readonly token: string;
  /** Which exceptions matter is the policy's to say; the same rules decide what is sent. */
  readonly policy: CompiledPolicy;
  /** After the decision of this version. */
  readonly ledger: Ledger;
  readonly cases: readonly CaseSnapshot[];
}

/** Entries of the timeline that a snapshot carries; a parcel that tells more tells it at its carrier. */
export const TIMELINE_LIMIT = 60;

function toReached({ milestone, at, place }: ReachedMilestone): ParcelSnapshot['reached'][number] {
  return { milestone, at, place };
}

function toTimelineEntry({ event, isRetracted }: TimelineEntry): ParcelSnapshot['timeline'][number] {
  return {
    eventId: event.id,
    kind: event.kind,
    milestone: event.milestone ?? null,
    reason: event.reason ?? null,
    at: event.at,
    place: event.place ?? null,
    verbatim: event.verbatim.text,
    confidence: event.confidence,
    isPhysical: event.physical,
    isRetracted,
  };
}

/** Noise by the same rules that decide what is sent: open at the carrier, and nothing follows from it. */
function isMattering(input: SnapshotInput, parcel: ParcelFacts, exception: OpenException): boolean {
  const subject: Subject = {
    order: input,
    parcel,
    hold: null,
    arrival: null,
    exception,
    said: null,
  };
  const compiled = firstMatch(input.policy.groups.exception[0] ?? [], subject);
  return compiled !== null && compiled.rule.then.outcome !== 'suppress';
}

/** A parcel of which nothing was reported has come as far as its order; with a number it has a label, and no more. */
function milestoneOf(parcel: ParcelJourney, orderJourney: OrderJourney): Milestone {
  const { current } = parcel.journey;
  if (parcel.isCancelled && parcel.journey.firstPhysical === null) return 'cancelled';
  if (current !== null) return current.milestone;
  if (parcel.trackingNumber !== null) return 'label_created';
  return orderJourney.steps.at(-1)?.milestone ?? 'placed';
}

function toExceptions(input: SnapshotInput, parcel: ParcelFacts): ParcelSnapshot['exceptions'] {
  return parcel.journey.journey.openExceptions.map((exception) => ({
    reason: exception.reason,
    actor: exception.actor,
    since: exception.opened.at,
    matters: isMattering(input, parcel, exception),
  }));
}

type Expected = Pick<ParcelSnapshot, 'estimate' | 'estimateBefore' | 'silence' | 'nextEventBy'>;

function toExpected({ stated, forecast }: ParcelFacts): Expected {
  return {
    estimate: stated?.estimate ?? null,
    estimateBefore: stated?.before ?? null,
    silence: forecast?.silence ?? { state: 'none' },
    nextEventBy: forecast?.nextEventBy ?? null,
  };
}

function toIncident({ incidents }: SnapshotInput, parcelId: string): Pick<ParcelSnapshot, 'incident'> {
  const incident = incidents?.get(parcelId);
  if (incident === undefined) return {};
  const { incidentId, name, reason, wording = null, from: since } = incident;
  return { incident: { incidentId, name, reason, wording, since } };
}

function toLastSeen({ lastPhysical }: Journey): Pick<ParcelSnapshot, 'lastPhysicalAt' | 'lastPlace'> {
  return { lastPhysicalAt: lastPhysical?.at ?? null, lastPlace: lastPhysical?.place ?? null };
}

function toParcelSnapshot(input: SnapshotInput, parcel: ParcelJourney): ParcelSnapshot {
  const { journey, parcelId } = parcel;
  const facts: ParcelFacts = {
    journey: parcel,
    forecast: input.forecasts.get(parcelId) ?? null,
    stated: input.stated.get(parcelId) ?? null,
    hasOpenCase: false,
  };
  return {
    parcelId,
    carrier: parcel.carrier,
    trackingNumber: parcel.trackingNumber,
    service: parcel.service,
    lines: parcel.lines.map(({ lineId, quantity }) => ({ lineId, quantity })),
    milestone: milestoneOf(parcel, input.orderJourney),
    reachedAt: journey.current?.at ?? null,
    reached: journey.reached.map(toReached),
    ...toLastSeen(journey),
    exceptions: toExceptions(input, facts),
    ...toExpected(facts),
    ...toIncident(input, parcelId),
    replacedBy: journey.replacedBy?.number ?? null,
    timeline: journey.timeline.slice(-TIMELINE_LIMIT).map(toTimelineEntry),
  };
}

function toLines({ order, waitingLines }: OrderJourney): OrderSnapshot['lines'] {
  return (order?.lines ?? []).map((line) => {
    const waiting = waitingLines.filter(({ lineId }) => lineId === line.id);
    return {
      lineId: line.id,
      title: line.title,
      quantity: Math.max(0, line.quantity - line.cancelledQuantity),
      waiting: waiting.reduce((sum, { quantity }) => sum + quantity, 0),
      availableFrom: line.availableFrom ?? null,
    };
  });
}

function toTold(ledger: Ledger): OrderSnapshot['told'] {
  return ledger.flatMap(({ key, condition, saidAt, parcelId, told }) =>
    saidAt === null || told !== undefined ? [] : [{ key, condition, at: saidAt, parcelId }],
  );
}

function toCorrections({ ledger, asOf }: SnapshotInput): Pick<OrderSnapshot, 'corrections'> {
  const corrections = correctionsIn(ledger, asOf);
  return corrections.length === 0 ? {} : { corrections: [...corrections] };
}

/** The first instant after `asOf` at which the clock alone makes something said here untrue; null: never. */
function validUntilOf({ forecasts, orderForecast, asOf }: SnapshotInput): Instant | null {
  const ends = [orderForecast.validUntil, orderForecast.dispatchBy];
  for (const forecast of forecasts.values()) ends.push(forecast.validUntil);
  return earliestAfter(asOf, ends);
}

/** What is stated of the order itself stands under its own id. */
function toArrival({ stated, orderId }: SnapshotInput): Pick<OrderSnapshot, 'estimate' | 'estimateBefore'> {
  const { estimate = null, before = null } = stated.get(orderId) ?? {};
  return estimate === null && before === null ? {} : { estimate, estimateBefore: before };
}

type Bought = Pick<OrderSnapshot, 'orderNumber' | 'locale' | 'placedAt' | 'promisedDate' | 'delivery'>;
const UNKNOWN_ORDER: Bought = {
  orderNumber: null,
  locale: null,
  placedAt: null,
  promisedDate: null,
  delivery: 'ship',
};

function toBought({ order }: OrderJourney): Bought {
  if (order === null) return UNKNOWN_ORDER;
  const { number: orderNumber, locale = null, placedAt, promisedDate = null, delivery } = order;
  return { orderNumber, locale, placedAt, promisedDate, delivery };
}

/** Everything known and said of one order, as readers keep it. */
export function buildSnapshot(input: SnapshotInput): OrderSnapshot {
  const { orderJourney, orderForecast } = input;
  return {
    brandId: input.brandId,
    orderId: input.orderId,
    version: input.version,
    asOf: input.asOf,
    validUntil: validUntilOf(input),
    token: input.token,
    ...toBought(orderJourney),
    isCancelled: orderJourney.isCancelled,
    isComplete: orderJourney.isComplete,
    lines: toLines(orderJourney),
    steps: orderJourney.steps.map(toReached),
    holds: orderJourney.holds.map((hold) => ({ ...hold, lineIds: [...hold.lineIds] })),
    dispatchBy: orderForecast.dispatchBy,
    isPreparingLate: orderForecast.isPreparingLate,
    ...toArrival(input),
    parcels: orderJourney.parcels.map((parcel) => toParcelSnapshot(input, parcel)),
    cases: [...input.cases],
    told: toTold(input.ledger),
    ...toCorrections(input),
  };
}
