import { isHandling } from '../words/tracking-event.js';
import type { Journey, TimelineEntry } from '../journey/journey.js';
import type { OrderJourney, ParcelJourney } from '../journey/order-journey.js';
import { hoursBetween } from '../time/instant.js';
import type { CalendarDate, Instant } from '../time/instant.js';
import type { Order } from '../words/order.js';
import type { CarrierEta, TrackingEvent } from '../words/tracking-event.js';
import { milestoneOf } from '../journey/milestone-of.js';
import { legAfter, legOf, watchOf } from '../forecast/watch-leg.js';
import type { WatchedLeg } from '../forecast/shipped-thresholds.js';
import type { DurationLesson, EstimateMoment, Gap, Handling, ParcelWay } from './brand-durations.js';

const HEARD_WITHIN_HOURS = 72;

/** What is known of a parcel's order beside its journey. */
export interface ParcelOrigin extends ParcelWay {
  readonly orderedAt: Instant | null;
  readonly labelledAt: Instant | null;
  readonly promisedDate: CalendarDate | null;
}

/** Where to, as far as it bears on the way; null where that is not known. */
export function laneOf(destination: Order['destination']): string | null {
  return destination === undefined ? null : `${destination.country}-${destination.region ?? ''}`;
}

/** What of an order and a parcel of it bears on how long it takes. */
export function originOf(
  order: Order | null,
  parcel: {
    readonly carrier: string | null;
    readonly service: string | null;
    readonly labelledAt: Instant | null;
  },
): ParcelOrigin {
  return {
    carrier: parcel.carrier,
    service: parcel.service,
    lane: laneOf(order?.destination),
    orderedAt: order?.placedAt ?? null,
    labelledAt: parcel.labelledAt,
    promisedDate: order?.promisedDate ?? null,
  };
}

/** The moment from which this parcel's delivery is estimated now; null where nothing is known to start from. */
export function momentOf(journey: Journey, origin: ParcelOrigin): EstimateMoment | null {
  const leg = legOf(journey, origin.labelledAt);
  if (leg === null || leg === 'pickup_point' || leg === 'returning') return null;
  const since = leg === 'preparing' ? origin.orderedAt : (watchOf(journey, origin.labelledAt)?.since ?? null);
  if (since === null) return null;
  return {
    ...wayOf(origin),
    leg,
    since,
    handlings: countHandlings(journey.timeline),
    trouble: journey.openExceptions[0]?.reason ?? null,
    carrierEta: journey.carrierEta,
    promisedDate: origin.promisedDate,
  };
}

function wayOf({ carrier, service, lane }: ParcelWay): ParcelWay {
  return { carrier, service, lane };
}

function countHandlings(timeline: readonly TimelineEntry[]): number {
  let handlings = 0;
  for (const { event, isRetracted } of timeline) if (!isRetracted && isHandling(event)) handlings += 1;
  return handlings;
}

interface Walk {
  readonly journey: Journey;
  readonly origin: ParcelOrigin;
  readonly moments: EstimateMoment[];
  readonly gaps: Gap[];
}

/** It goes on under another number, or began under one: what it teaches would be of half a way. */
export function isHalfAWay(
  { trackingNumber, journey }: Pick<ParcelJourney, 'trackingNumber' | 'journey'>,
  parcels: readonly Pick<ParcelJourney, 'journey'>[],
): boolean {
  const numbers = parcels.map((each) => each.journey.replacedBy?.number);
  return journey.replacedBy !== null || (trackingNumber !== null && numbers.includes(trackingNumber));
}

/** What a journey that ended in a delivery teaches; null for one that did not. */
export function lessonOf(journey: Journey, origin: ParcelOrigin): DurationLesson | null {
  const { current } = journey;
  if (current?.milestone !== 'delivered') return null;
  const walk: Walk = { journey, origin, moments: [], gaps: [] };
  if (origin.orderedAt !== null) walk.moments.push(momentAt(walk, 'preparing', origin.orderedAt));
  const label = labelOf(walk);
  if (label !== null) walk.moments.push(momentAt(walk, 'label', label));
  walkHandlings(walk, label);
  const deliveredAt = current.sortAt;
  return { deliveredAt, moments: walk.moments.filter(({ since }) => since < deliveredAt), gaps: walk.gaps };
}

/** It was held, or its goods came later than it was bought: how long it takes is no measure of others, nor theirs of it. */
export function hadToWait({ order, holds, holdEndedAt }: OrderJourney): boolean {
  const lines = order?.lines ?? [];
  return (
    holdEndedAt !== undefined || holds.length > 0 || lines.some(({ availableFrom }) => availableFrom != null)
  );
}

/** What the warehouse needed for this parcel, where it could begin at once. */
export function handlingOf(
  orderJourney: OrderJourney,
  { moments }: DurationLesson,
): { readonly handling?: Handling } {
  const placedAt = orderJourney.order?.placedAt;
  const label = moments.find(({ leg }) => leg === 'label');
  if (placedAt === undefined || label === undefined || label.since < placedAt || hadToWait(orderJourney))
    return {};
  return { handling: { from: placedAt, to: label.since } };
}

function labelOf({ journey, origin }: Walk): Instant | null {
  const told = journey.reached.find(({ milestone }) => milestone === 'label_created')?.sortAt;
  if (told === undefined) return origin.labelledAt;
  return origin.labelledAt === null || told < origin.labelledAt ? told : origin.labelledAt;
}

function momentAt({ origin }: Walk, leg: EstimateMoment['leg'], since: Instant): EstimateMoment {
  const { promisedDate } = origin;
  return { ...wayOf(origin), leg, since, handlings: 0, trouble: null, carrierEta: null, promisedDate };
}

/** Each handling ends a gap and begins a moment; a problem is felt until the parcel is handled without it again. */
function walkHandlings(walk: Walk, label: Instant | null): void {
  const { journey, moments } = walk;
  let last: Step | null = label === null ? null : { leg: 'label', at: label, isTroubled: false };
  let carrierEta: CarrierEta | null = null;
  let handlings = 0;
  for (const { event, sortAt, isRetracted } of journey.timeline) {
    if (isRetracted) continue;
    carrierEta = event.carrierEta ?? carrierEta;
    if (!isHandling(event)) continue;
    noteGap(walk, last, brokenAt(event, sortAt));
    handlings += 1;
    if (milestoneOf(event) === 'delivered') break;
    last = { leg: legFrom(event, last), at: sortAt, isTroubled: event.kind === 'exception_opened' };
    const trouble = event.kind === 'exception_opened' ? (event.reason ?? 'unspecified') : null;
    moments.push({ ...momentAt(walk, last.leg, sortAt), handlings, trouble, carrierEta });
  }
}

interface Step {
  readonly leg: WatchedLeg;
  readonly at: Instant;
  /** A problem that was told explains the quiet after it: it is no usual one. */
  readonly isTroubled: boolean;
}

function noteGap({ origin, gaps }: Walk, last: Step | null, to: Instant): void {
  if (last === null || last.isTroubled || to <= last.at) return;
  gaps.push({ ...wayOf(origin), leg: last.leg, from: last.at, to });
}

/** A silence lasts until we hear of what broke it. What comes days late was not reported but brought in later. */
function brokenAt({ recordedAt }: TrackingEvent, sortAt: Instant): Instant {
  const isHeard = recordedAt > sortAt && hoursBetween(sortAt, recordedAt) <= HEARD_WITHIN_HOURS;
  return isHeard ? recordedAt : sortAt;
}

function legFrom(event: TrackingEvent, last: Step | null): WatchedLeg {
  const isCustoms = event.reason?.startsWith('customs_') === true && event.reason !== 'customs_cleared';
  return isCustoms ? 'customs' : (legAfter(milestoneOf(event)) ?? last?.leg ?? 'first_mile');
}
