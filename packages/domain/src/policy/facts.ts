import type { Silence } from '../forecast/forecast.js';
import { ESTIMATE_BASES, LEGS } from '../forecast/forecast.js';
import { isExplained } from '../incidents/find-incident.js';
import type { Incident } from '../incidents/incident.js';
import type { ParcelJourney } from '../journey/order-journey.js';
import { lastShownArrival } from '../promise/settle-promises.js';
import { addHours, hoursBetween } from '../time/instant.js';
import type { CalendarDate, Instant } from '../time/instant.js';
import { businessHoursBetween } from '../time/work-calendar.js';
import { endOfDate } from '../time/zone-offset.js';
import { daysBetween } from '../time/calendar-date.js';
import { ACTORS } from '../words/actor.js';
import { MILESTONES, isBeforeCarrier, isTerminal } from '../words/milestone.js';
import { REASONS, REASON_NAMES } from '../words/reason.js';
import type { Reason } from '../words/reason.js';
import { ETA_EFFECTS } from '../words/tracking-event.js';
import { CONDITIONS } from './decision.js';
import type { Scope, Subject } from './subject.js';

export type FactValue = string | number | boolean | null;
type OpenSilence = Silence & { readonly state: 'silent' };

/** `name` is text of no closed list: a country, a carrier. */
export type FactType = 'text' | 'name' | 'number' | 'boolean';

/** One thing that a rule may ask: its type, where it can be asked, and how it is read. */
export interface Fact {
  readonly type: FactType;
  /** For text: the closed list of what it can be. */
  readonly values: readonly string[];
  readonly scopes: readonly Scope[];
  readonly read: (subject: Subject) => FactValue;
  /** Of hours that the clock counts: since when. A rule that asks for so many is asked again when they have passed. */
  readonly since?: (subject: Subject) => Instant | null;
  /** Of what grows with working hours: by how much at most in an hour by the clock. A rule that asks for more is asked again. */
  readonly growsPerHour?: (subject: Subject) => number;
}

const EVERYWHERE: readonly Scope[] = ['order', 'hold', 'parcel', 'arrival', 'exception', 'said'];
const OF_PARCEL: readonly Scope[] = ['parcel', 'arrival', 'exception', 'said'];
/** Exceptions decide whether a case is open, so they cannot ask for it. */
const AFTER_CASES: readonly Scope[] = ['parcel', 'arrival', 'said'];

function text(
  values: readonly string[],
  scopes: readonly Scope[],
  read: (subject: Subject) => string | null,
): Fact {
  return { type: 'text', values, scopes, read };
}

function name(scopes: readonly Scope[], read: (subject: Subject) => string | null): Fact {
  return { type: 'name', values: [], scopes, read };
}

function number(scopes: readonly Scope[], read: (subject: Subject) => number | null): Fact {
  return { type: 'number', values: [], scopes, read };
}

function boolean(scopes: readonly Scope[], read: (subject: Subject) => boolean): Fact {
  return { type: 'boolean', values: [], scopes, read };
}

/** Hours by the clock since something; negative before it. */
function hoursSince(scopes: readonly Scope[], since: (subject: Subject) => Instant | null): Fact {
  const read = (subject: Subject): number | null => {
    const from = since(subject);
    return from === null ? null : hoursBetween(from, subject.order.asOf);
  };
  return { type: 'number', values: [], scopes, read, since };
}

/** A silence grows while somebody works; `unit` says of how many hours one of it is. */
function silent(unit: (silence: OpenSilence) => number): Fact {
  const silenceOf = ({ parcel }: Subject): OpenSilence | null => {
    const silence = parcel?.forecast?.silence;
    return silence?.state === 'silent' ? silence : null;
  };
  const read = (subject: Subject): number | null => {
    const silence = silenceOf(subject);
    return silence === null ? null : silence.businessHours / unit(silence);
  };
  const growsPerHour = (subject: Subject): number => {
    const silence = silenceOf(subject);
    return silence === null ? 0 : 1 / unit(silence);
  };
  return { ...number(OF_PARCEL, read), growsPerHour };
}

/** By how many days the carrier's own date moved since the exception opened; null where it gave no two dates. */
function carrierShiftDays({ exception, parcel }: Subject): number | null {
  const before = exception?.etaBefore;
  const now = parcel?.journey.journey.carrierEta;
  return before && now ? daysBetween(before.to, now.to) : null;
}

function statedShiftDays({ parcel }: Subject): number | null {
  const before = parcel?.stated?.before;
  const now = parcel?.stated?.estimate;
  return before && now ? daysBetween(before.to, now.to) : null;
}

/** The customer is still owed what is in this parcel. */
function isOwed({ order, parcel }: Subject): boolean {
  if (parcel === null || parcel.journey.isCancelled || order.orderJourney.isCancelled) return false;
  const { journey, lines } = parcel.journey;
  if (journey.current !== null && isTerminal(journey.current.milestone)) return false;
  const bought = order.orderJourney.order;
  if (bought === null || lines.length === 0) return bought?.status !== 'cancelled';
  return lines.some(({ lineId }) => {
    const line = bought.lines.find((each) => each.id === lineId);
    return line === undefined || (line.requiresShipping && line.cancelledQuantity < line.quantity);
  });
}

function reasonOf({ exception, hold, said }: Subject): Reason | null {
  return exception?.reason ?? hold?.reason ?? said?.row.reason ?? null;
}

function whoMustAct({ exception, hold, said }: Subject): string | null {
  const told = said?.row.reason;
  return exception?.actor ?? hold?.actor ?? (told ? REASONS[told].actor : null);
}

/** The parcel was handled since: by an event other than the one that stood last when the row was written. */
function isMoving({ said, parcel }: Subject): boolean {
  const last = parcel?.journey.journey.lastPhysical;
  return last != null && last.eventId !== said?.row.eventId;
}

/** The incident that the parcel is in. */
export function incidentOf({ order, parcel }: Subject): Incident | null {
  return order.incidents?.get(parcel?.journey.parcelId ?? '') ?? null;
}

function isBusinessHours({ order }: Subject): boolean {
  const { workHours, asOf } = order;
  return workHours === undefined || businessHoursBetween(workHours, asOf, addHours(asOf, 1 / 60)) > 0;
}

/** When the oldest open case of the parcel was opened. */
function caseOpenedAt({ order, parcel }: Subject): Instant | null {
  const opened = order.ledger.find(
    (row) =>
      row.outcome === 'open_case' && row.closedAt === null && row.parcelId === parcel?.journey.parcelId,
  );
  return opened?.decidedAt ?? null;
}

function isHeldByOrder({ exception, order }: Subject): boolean {
  return order.orderJourney.holds.some((hold) => hold.reason === exception?.reason);
}

/** Days from the end of what every face shows now to the end of what the customer was last shown; below 0: it is at risk. */
function promiseMarginDays({ order, parcel }: Subject): number | null {
  const now = parcel?.stated?.estimate;
  const shown = parcel && lastShownArrival(order.promises ?? [], parcel.journey.parcelId);
  return now && shown ? daysBetween(now.to, shown.to) : null;
}

/** The day by which the customer was last shown that the parcel arrives. */
export function shownDay({ order, parcel }: Subject): CalendarDate | null {
  const shown = parcel && lastShownArrival(order.promises ?? [], parcel.journey.parcelId);
  return shown?.to ?? null;
}

export function checkoutDay({ order }: Subject): CalendarDate | null {
  return order.orderJourney.order?.promisedDate ?? null;
}

/** The first instant at which the day is over where the customer is. */
function endOf(day: CalendarDate | null, { order }: Subject): Instant | null {
  return day === null ? null : endOfDate(order.zone ?? 'UTC', day);
}

/** Days from the first of those that every face shows now to the date that the shop gave at checkout; below 0: it will not be kept. */
function checkoutMarginDays(subject: Subject): number | null {
  const now = subject.parcel?.stated?.estimate;
  const promised = checkoutDay(subject);
  return now && promised ? daysBetween(now.from, promised) : null;
}

function isWithCarrier({ journey: { current, lastPhysical } }: ParcelJourney): boolean {
  return lastPhysical !== null || (current !== null && !isBeforeCarrier(current.milestone));
}

/** Everything due is still with the shop as far as anybody can see, and nothing holds it up. */
function isBeingPrepared({ order }: Subject): boolean {
  const { orderJourney, orderForecast, forecasts } = order;
  if (orderJourney.isCancelled || orderJourney.holds.length > 0) return false;
  const { parcels } = orderJourney;
  if (parcels.some(isWithCarrier)) return false;
  const isUnknown = parcels.some(({ parcelId }) => forecasts.get(parcelId)?.silence.state === 'cannot_see');
  if (isUnknown) return false;
  return orderForecast.dispatchBy !== null || parcels.length > 0;
}

/** When the customer was last written to; the year 1970 where they never were. */
function lastMessageAt({ order }: Subject): Instant {
  let last = '1970-01-01T00:00:00.000Z';
  for (const { saidAt, told } of order.ledger)
    if (saidAt !== null && told === undefined && saidAt > last) last = saidAt;
  return last;
}

/** Every fact a policy can ask for. A new one is one line here; the policy's schema follows. */
export const FACTS = {
  hasOrder: boolean(EVERYWHERE, (s) => s.order.orderJourney.order !== null),
  isOrderCancelled: boolean(EVERYWHERE, (s) => s.order.orderJourney.isCancelled),
  delivery: text(
    ['ship', 'pickup', 'none'],
    EVERYWHERE,
    (s) => s.order.orderJourney.order?.delivery ?? 'ship',
  ),
  /** In minor units of the order's currency. */
  orderValueMinor: number(EVERYWHERE, (s) => s.order.orderJourney.order?.total?.amountMinor ?? null),
  currency: name(EVERYWHERE, (s) => s.order.orderJourney.order?.total?.currency ?? null),
  /** As the shop calls it. */
  customerTier: name(EVERYWHERE, (s) => s.order.orderJourney.order?.customerTier ?? null),
  salesChannel: name(EVERYWHERE, (s) => s.order.orderJourney.order?.salesChannel ?? null),
  destinationCountry: name(EVERYWHERE, (s) => s.order.orderJourney.order?.destination?.country ?? null),
  destinationRegion: name(EVERYWHERE, (s) => s.order.orderJourney.order?.destination?.region ?? null),
  hoursSincePlaced: hoursSince(EVERYWHERE, (s) => s.order.orderJourney.order?.placedAt ?? null),
  isBusinessHours: boolean(EVERYWHERE, isBusinessHours),
  isBeingPrepared: boolean(EVERYWHERE, isBeingPrepared),
  isPreparingLate: boolean(EVERYWHERE, (s) => s.order.orderForecast.isPreparingLate),
  hoursSinceLastMessage: hoursSince(EVERYWHERE, lastMessageAt),
  parcelCount: number(EVERYWHERE, (s) => s.order.orderJourney.parcels.length),

  milestone: text(MILESTONES, OF_PARCEL, (s) => s.parcel?.journey.journey.current?.milestone ?? null),
  carrier: name(OF_PARCEL, (s) => s.parcel?.journey.carrier ?? null),
  service: name(OF_PARCEL, (s) => s.parcel?.journey.service ?? null),
  /** An incident of which the cause is known holds it up. */
  isInExplainedIncident: boolean(OF_PARCEL, (s) => {
    const incident = incidentOf(s);
    return incident !== null && isExplained(incident);
  }),
  isInIncident: boolean(OF_PARCEL, (s) => incidentOf(s) !== null),
  isOwed: boolean(OF_PARCEL, isOwed),
  isReplaced: boolean(OF_PARCEL, (s) => s.parcel?.journey.journey.replacedBy != null),
  deliveryAttempts: number(OF_PARCEL, (s) => s.parcel?.journey.journey.deliveryAttempts ?? null),
  silence: text(
    ['none', 'cannot_see', 'silent'],
    OF_PARCEL,
    (s) => s.parcel?.forecast?.silence.state ?? 'none',
  ),
  silenceLeg: text(LEGS, OF_PARCEL, (s) => {
    const silence = s.parcel?.forecast?.silence;
    return silence?.state === 'silent' ? silence.leg : null;
  }),
  silentBusinessHours: silent(() => 1),
  /** How many times the usual silence; above 1 it is silent. */
  silenceRatio: silent(({ usualBusinessHours }) => usualBusinessHours),
  hoursSinceCaseOpened: hoursSince(AFTER_CASES, caseOpenedAt),
  isOverdue: boolean(OF_PARCEL, (s) => s.parcel?.forecast?.overdueSince !== undefined),
  estimateBasis: text(ESTIMATE_BASES, OF_PARCEL, (s) => s.parcel?.stated?.estimate?.basis ?? null),
  statedShiftDays: number(OF_PARCEL, statedShiftDays),
  promiseMarginDays: number(OF_PARCEL, promiseMarginDays),
  checkoutMarginDays: number(OF_PARCEL, checkoutMarginDays),
  hoursPastCheckoutDate: hoursSince(OF_PARCEL, (s) => endOf(checkoutDay(s), s)),
  hoursPastPromise: hoursSince(OF_PARCEL, (s) => endOf(shownDay(s), s)),
  hasOpenCase: boolean(AFTER_CASES, (s) => s.parcel?.hasOpenCase ?? false),

  reason: text(REASON_NAMES, ['exception', 'hold', 'said'], reasonOf),
  whoMustAct: text(ACTORS, ['exception', 'hold', 'said'], whoMustAct),
  etaEffect: text(ETA_EFFECTS, ['exception'], (s) => s.exception?.etaEffect ?? null),
  carrierShiftDays: number(['exception'], carrierShiftDays),
  usuallyDelays: boolean(['exception'], (s) => s.exception !== null && REASONS[s.exception.reason].delays),
  isPreShipment: boolean(['exception'], (s) => s.exception?.isPreShipment ?? false),
  isHeldByOrder: boolean(['exception'], isHeldByOrder),
  occurrence: number(['exception'], (s) => s.exception?.occurrence ?? null),
  hoursSinceReported: hoursSince(['exception'], (s) => s.exception?.lastReported.sortAt ?? null),

  arrival: text(MILESTONES, ['arrival'], (s) =>
    s.arrival === null || s.arrival.isFirstPhysical ? null : s.arrival.at.milestone,
  ),
  isFirstPhysical: boolean(['arrival'], (s) => s.arrival?.isFirstPhysical ?? false),

  said: text(CONDITIONS, ['said'], (s) => s.said?.row.condition ?? null),
  wasTold: boolean(['said'], (s) => s.said?.row.speech === 'sent'),
  isCase: boolean(['said'], (s) => s.said?.row.outcome === 'open_case'),
  isFalse: boolean(['said'], (s) => s.said?.isFalse ?? false),
  isOpenAgain: boolean(['said'], (s) => s.said?.isOpenAgain ?? false),
  isMoving: boolean(['said'], isMoving),
} as const satisfies Record<string, Fact>;

export type FactName = keyof typeof FACTS;
export const FACT_NAMES = Object.keys(FACTS) as FactName[];
