import {
  addBusinessHours,
  type ArrivalForecast,
  buildSnapshot,
  type CaseChange,
  type CaseSnapshot,
  decide,
  type Decision,
  delayDaysOf,
  earliest,
  endIntervals,
  findIncident,
  foldOrder,
  forecast,
  forecastArrival,
  type Forecast,
  forecastOrder,
  type Incident,
  type Instant,
  noteInterval,
  type OrderFacts,
  type OrderJourney,
  type OrderSnapshot,
  originOf,
  type ParcelJourney,
  type ParcelOrigin,
  type Stated,
  settlePromises,
  SHIPPED_HANDLING_BUSINESS_HOURS,
  stateEstimate,
} from '@tidings/domain';
import type { BrandRules } from '../ports/brand-rules.js';
import type { VisibilityBoard } from '../ports/visibility-board.js';
import type { OrderAggregate } from './order-aggregate.js';

export interface AssessContext {
  readonly rules: BrandRules;
  readonly visibility: VisibilityBoard;
  readonly asOf: Instant;
}

export interface Assessment {
  /** What was found to be true. */
  readonly facts: OrderFacts;
  /** With the new ledger, cases and stated estimates; its version is that of the snapshot. */
  readonly aggregate: OrderAggregate;
  readonly decisions: readonly Decision[];
  readonly snapshot: OrderSnapshot;
  /** When to look again though nothing comes in; null: never. */
  readonly wakeAt: Instant | null;
}

type AssessedFacts = OrderFacts & Required<Pick<OrderFacts, 'promises' | 'zone'>>;

/** What is true of an order at `asOf`, and what follows from it. Pure: an event and a tick take this one path. */
export function assessOrder(aggregate: OrderAggregate, context: AssessContext): Assessment {
  const { rules, asOf } = context;
  const facts = factsOf(aggregate, context);
  const { decisions, ledger, caseChanges, wakeAt } = decide(rules.policy, {
    ...facts,
    ledger: aggregate.ledger,
    speaksFrom: aggregate.speaksFrom,
  });
  const cases = applyCaseChanges(aggregate.cases, caseChanges, rules);
  const assessed: OrderAggregate = {
    ...aggregate,
    version: aggregate.version + 1,
    ledger,
    cases,
    stated: toRecord(facts.stated, aggregate.stated),
    promises: facts.promises,
  };
  const { brandId, version, token } = assessed;
  const snapshot = buildSnapshot({ ...facts, brandId, version, token, policy: rules.policy, ledger, cases });
  return {
    facts,
    aggregate: assessed,
    decisions,
    snapshot,
    wakeAt: earliest([wakeAt, snapshot.validUntil].filter((at) => at !== null && at > asOf)),
  };
}

/** The known record itself where nothing in it moved. */
function toRecord(
  stated: ReadonlyMap<string, Stated>,
  known: OrderAggregate['stated'],
): OrderAggregate['stated'] {
  const hasMoved = [...stated].some(([parcelId, each]) => known[parcelId] !== each);
  return hasMoved || Object.keys(known).length !== stated.size ? Object.fromEntries(stated) : known;
}

function factsOf(aggregate: OrderAggregate, context: AssessContext): AssessedFacts {
  const { rules, asOf } = context;
  const orderJourney = foldOrder({ ...aggregate, sourceRanks: rules.sourceRanks });
  const calendar = rules.warehouse;
  const handlingBusinessHours = handlingHoursOf(rules, asOf);
  const forecasts = new Map<string, Forecast>();
  const incidents = incidentsOf(orderJourney, context);
  const stated = new Map<string, Stated>();
  for (const parcel of orderJourney.parcels) {
    const parcelForecast = forecastOf(parcel, aggregate, {
      ...context,
      incident: incidents.get(parcel.parcelId),
    });
    forecasts.set(parcel.parcelId, parcelForecast);
    const before = aggregate.stated[parcel.parcelId] ?? null;
    const next = stateEstimate(before, parcelForecast.estimate, rules.policy.policy.statedStepDays);
    const isOver = parcelForecast.leg === null;
    stated.set(
      parcel.parcelId,
      isOver ? endIntervals(next) : noteInterval(next, before, parcelForecast.interval),
    );
  }
  const arrival = arrivalOf(orderJourney, context);
  const ofOrder = stateArrival(aggregate, { arrival, orderJourney, rules });
  if (ofOrder !== null) stated.set(aggregate.orderId, ofOrder);
  const dispatch = forecastOrder({ orderJourney, calendar, handlingBusinessHours, asOf });
  const orderForecast = { ...dispatch, validUntil: earliest([dispatch.validUntil, arrival?.validUntil]) };
  const { zone } = rules.carrierDays;
  const promises = settlePromises(aggregate.promises, { orderJourney, zone, asOf });
  return {
    orderId: aggregate.orderId,
    orderJourney,
    orderForecast,
    forecasts,
    stated,
    incidents,
    promises,
    zone,
    workHours: calendar,
    cartMails: rules.cartMails,
    asOf,
  };
}

function arrivalOf(
  orderJourney: OrderJourney,
  { rules: { learned, carrierDays: calendar }, asOf }: AssessContext,
): ArrivalForecast | null {
  return learned === undefined
    ? null
    : forecastArrival({ orderJourney, calendar, durations: learned.durations, asOf });
}

interface ArrivalContext {
  readonly arrival: ArrivalForecast | null;
  readonly orderJourney: OrderJourney;
  readonly rules: BrandRules;
}

/** Once there is a parcel nothing is stated of the order itself; what was given is kept until it can be judged. */
function stateArrival(
  { orderId, stated }: OrderAggregate,
  { arrival, orderJourney, rules }: ArrivalContext,
): Stated | null {
  const before = stated[orderId] ?? null;
  if (arrival === null) {
    if (before?.said === undefined || orderJourney.isComplete) return null;
    const isKept = before.estimate === null && before.before === null;
    return isKept ? before : { estimate: null, before: null, said: before.said };
  }
  const next = stateEstimate(before, arrival.estimate, rules.policy.policy.statedStepDays);
  return noteInterval(next, before, arrival.interval);
}

/** What the shop said, else what its warehouse was seen to need. */
function handlingHoursOf({ handlingBusinessHours, learned }: BrandRules, asOf: Instant): number {
  return (
    handlingBusinessHours ?? learned?.durations.handlingBusinessHours(asOf) ?? SHIPPED_HANDLING_BUSINESS_HOURS
  );
}

/** The incident that each parcel is in, by parcel id. */
function incidentsOf(
  { parcels, order }: OrderJourney,
  { rules, asOf }: AssessContext,
): ReadonlyMap<string, Incident> {
  const found = new Map<string, Incident>();
  if (rules.incidents === undefined) return found;
  for (const parcel of parcels) {
    const incident = findIncident({ parcel, destination: order?.destination }, rules.incidents, asOf);
    if (incident !== null) found.set(parcel.parcelId, incident);
  }
  return found;
}

interface ParcelContext extends AssessContext {
  readonly incident: Incident | undefined;
}

function forecastOf(parcel: ParcelJourney, aggregate: OrderAggregate, context: ParcelContext): Forecast {
  const { journey, trackingNumber, isCancelled } = parcel;
  const { rules, visibility, incident, asOf } = context;
  const origin = originOfParcel(parcel, aggregate);
  return forecast({
    journey,
    labelledAt: origin.labelledAt,
    isCancelled,
    promisedDate: aggregate.order?.promisedDate,
    calendar: rules.carrierDays,
    warehouse: rules.warehouse,
    visibility: visibility.visibilityOf(aggregate.brandId, journey.leadingSource, trackingNumber),
    ...(rules.learned !== undefined && { learned: { durations: rules.learned.durations, origin } }),
    ...(incident !== undefined && { delayDays: delayDaysOf(incident, asOf) }),
    asOf,
  });
}

/** Whose way the parcel goes. The shop's record of a dispatch counts as the label's making. */
export function originOfParcel(
  { parcelId, carrier, service }: ParcelJourney,
  { order, parcels }: OrderAggregate,
): ParcelOrigin {
  const state = parcels.find((each) => each.parcelId === parcelId);
  const labelledAt = state?.shipmentId == null ? null : state.createdAt;
  return originOf(order, { carrier, service, labelledAt });
}

function applyCaseChanges(
  cases: readonly CaseSnapshot[],
  changes: readonly CaseChange[],
  rules: BrandRules,
): readonly CaseSnapshot[] {
  let next = cases;
  for (const change of changes) {
    next =
      change.change === 'open'
        ? [...next, openCase(change, rules)]
        : next.map((each) => (each.caseId === change.caseKey ? changed(each, change) : each));
  }
  return next;
}

function changed(known: CaseSnapshot, change: Exclude<CaseChange, { change: 'open' }>): CaseSnapshot {
  return change.change === 'close'
    ? { ...known, state: 'closed', closedAt: change.closedAt }
    : { ...known, escalatedAt: change.escalatedAt };
}

/** People work on a case in the warehouse's hours, so its deadline counts those. */
function openCase(change: CaseChange & { readonly change: 'open' }, { warehouse }: BrandRules): CaseSnapshot {
  const { caseKey, parcelId, reason, actor, openedAt, dueInBusinessHours, options } = change;
  return {
    caseId: caseKey,
    parcelId,
    reason,
    actor,
    state: 'open',
    openedAt,
    dueAt: addBusinessHours(warehouse, openedAt, dueInBusinessHours),
    closedAt: null,
    options: [...options],
  };
}
