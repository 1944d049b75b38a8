import type { RecordedOrder, TrackingReport } from '@tidings/contracts';
import {
  addPromises,
  type CaseSnapshot,
  type Instant,
  type Promised,
  settle,
  type Shipment,
  type TrackingEvent,
} from '@tidings/domain';
import type { Change, ChosenOption } from './change.js';
import { isOrphan, type OrderAggregate, type ParcelState } from './order-aggregate.js';
import { isSameCarrier } from './route-changes.js';

/** An order while a batch is applied to it: its state, and what that added. */
export interface Draft {
  aggregate: OrderAggregate;
  readonly addedEvents: { readonly subjectId: string; readonly event: TrackingEvent }[];
  readonly changedParcelIds: Set<string>;
  /** False while everything that came was known already: nothing is written then. */
  hasChanged: boolean;
  /** False while nothing changed that a snapshot shows. */
  hasNews: boolean;
  /** The change that is named as the cause of what follows. */
  cause: Change;
}

export interface ApplyContext {
  readonly asOf: Instant;
  readonly newId: () => string;
}

/** Applies one change to one order. Repetition changes nothing. */
export function applyChange(draft: Draft, change: Change, context: ApplyContext): void {
  draft.cause = change;
  switch (change.kind) {
    case 'report':
      return applyReport(draft, change.report, context);
    case 'order':
      return applyOrder(draft, change.recorded, context);
    case 'settled': {
      const { settled } = change;
      const ledger = settle(draft.aggregate.ledger, settled);
      if (ledger !== draft.aggregate.ledger) update(draft, { ledger });
      const { version } = draft.aggregate;
      return addShown(draft, settled.shown, { shownAt: settled.at, snapshotVersion: version });
    }
    case 'promise': {
      const { shownAt, snapshotVersion, ...promise } = change.shown;
      return addShown(draft, [promise], { shownAt, snapshotVersion });
    }
    case 'choice':
      return applyChoice(draft, change.chosen, context);
    case 'tick':
      draft.hasChanged = true;
      draft.hasNews = true;
  }
}

/** The first choice stands: somebody may be acting on it already. */
function applyChoice(draft: Draft, { caseId, option }: ChosenOption, { asOf }: ApplyContext): void {
  const { cases } = draft.aggregate;
  const isMeant = (each: CaseSnapshot): boolean =>
    each.caseId === caseId && each.state === 'open' && each.choice == null && each.options.includes(option);
  if (!cases.some(isMeant)) return;
  update(draft, {
    cases: cases.map((each) => (isMeant(each) ? { ...each, choice: { option, at: asOf } } : each)),
  });
}

function update(draft: Draft, change: Partial<OrderAggregate>): void {
  draft.aggregate = { ...draft.aggregate, ...change };
  draft.hasChanged = true;
  draft.hasNews = true;
}

function addShown(
  draft: Draft,
  shown: readonly Promised[],
  when: { readonly shownAt: Instant; readonly snapshotVersion: number },
): void {
  const { promises: known } = draft.aggregate;
  const watched = shown.map(({ promised, parcelId, from, to, face }) => ({
    promised,
    parcelId,
    from,
    to,
    face,
    ...when,
  }));
  const promises = addPromises(known, watched);
  if (promises === known) return;
  const { hasNews } = draft;
  update(draft, { promises });
  draft.hasNews = hasNews;
}

function applyReport(draft: Draft, report: TrackingReport, context: ApplyContext): void {
  const ref = report.parcelRef;
  if (ref === null) addOrderEvents(draft, report.events);
  else {
    const bearers = draft.aggregate.parcels.filter(
      (parcel) => parcel.trackingNumber === ref.number && isSameCarrier(parcel.carrier, ref.carrier),
    );
    if (bearers.length === 0)
      bearers.push(bindParcel(draft, { carrier: ref.carrier, number: ref.number }, context));
    for (const parcel of bearers)
      addParcelEvents(draft, parcel.parcelId, { ...report, carrier: ref.carrier });
  }
  if (report.isHistory) update(draft, { speaksFrom: later(draft.aggregate.speaksFrom, context.asOf) });
}

/** A number for the order: its one open parcel without a number takes it, otherwise it is a parcel of its own. */
function bindParcel(
  draft: Draft,
  bearer: { carrier: string; number: string },
  context: ApplyContext,
): ParcelState {
  const unnumbered = draft.aggregate.parcels.filter(
    (parcel) => parcel.trackingNumber === null && !parcel.isCancelled,
  );
  const [only, another] = unnumbered;
  const parcel: ParcelState =
    only !== undefined && another === undefined
      ? { ...only, carrier: bearer.carrier, trackingNumber: bearer.number }
      : { ...emptyParcel(context), carrier: bearer.carrier, trackingNumber: bearer.number };
  putParcel(draft, parcel);
  return parcel;
}

function emptyParcel({ asOf, newId }: ApplyContext): ParcelState {
  return {
    parcelId: newId(),
    carrier: null,
    trackingNumber: null,
    shipmentId: null,
    service: null,
    lines: [],
    isCancelled: false,
    createdAt: asOf,
    events: [],
  };
}

function putParcel(draft: Draft, parcel: ParcelState): void {
  const others = draft.aggregate.parcels.filter(({ parcelId }) => parcelId !== parcel.parcelId);
  update(draft, { parcels: [...others, parcel] });
  draft.changedParcelIds.add(parcel.parcelId);
}

function addOrderEvents(draft: Draft, events: readonly TrackingEvent[]): void {
  const added = newEvents(draft.aggregate.orderEvents, events);
  if (added.length === 0) return;
  update(draft, { orderEvents: [...draft.aggregate.orderEvents, ...added] });
  for (const event of added) draft.addedEvents.push({ subjectId: draft.aggregate.orderId, event });
}

function addParcelEvents(
  draft: Draft,
  parcelId: string,
  report: { readonly events: readonly TrackingEvent[]; readonly carrier: string | null },
): void {
  const parcel = draft.aggregate.parcels.find((candidate) => candidate.parcelId === parcelId);
  if (parcel === undefined) return;
  const added = newEvents(parcel.events, report.events);
  if (added.length > 0) {
    const parcels = draft.aggregate.parcels.map((other) =>
      other === parcel ? { ...parcel, events: [...parcel.events, ...added] } : other,
    );
    update(draft, { parcels });
    for (const event of added) draft.addedEvents.push({ subjectId: parcelId, event });
  }
  if (parcel.carrier === null && report.carrier !== null) {
    const known = draft.aggregate.parcels.find((candidate) => candidate.parcelId === parcelId);
    if (known !== undefined) putParcel(draft, { ...known, carrier: report.carrier });
  }
}

function newEvents(known: readonly TrackingEvent[], reported: readonly TrackingEvent[]): TrackingEvent[] {
  const seen = new Set(known.map(({ id }) => id));
  const added: TrackingEvent[] = [];
  for (const event of reported) {
    if (seen.has(event.id)) continue;
    seen.add(event.id);
    added.push(event);
  }
  return added;
}

function applyOrder(draft: Draft, recorded: RecordedOrder, context: ApplyContext): void {
  const known = draft.aggregate.order;
  if (known !== null && known.updatedAt >= recorded.order.updatedAt) return;
  const isAdopted = isOrphan(draft.aggregate) && hasEvents(draft.aggregate);
  const isSilent = isAdopted || recorded.isHistory;
  update(draft, {
    order: recorded.order,
    orderNumber: recorded.order.number,
    ...(isSilent && { speaksFrom: later(draft.aggregate.speaksFrom, context.asOf) }),
  });
  for (const shipment of recorded.order.shipments) applyShipment(draft, shipment, context);
}

function hasEvents({ orderEvents, parcels }: OrderAggregate): boolean {
  return orderEvents.length > 0 || parcels.some(({ events }) => events.length > 0);
}

function applyShipment(draft: Draft, shipment: Shipment, context: ApplyContext): void {
  const known = parcelOf(draft.aggregate, shipment);
  if (known !== undefined && isRenumbered(known, shipment)) {
    // The old number's history is not the new one's: it stays with a parcel that nobody waits for any more.
    putParcel(draft, { ...known, shipmentId: null, isCancelled: true });
    putParcel(draft, describe({ ...emptyParcel(context), createdAt: shipment.createdAt }, shipment));
    return;
  }
  const parcel = known ?? { ...emptyParcel(context), createdAt: shipment.createdAt };
  const next = describe(parcel, shipment);
  if (known === undefined || !isSameParcel(known, next)) putParcel(draft, next);
}

function isRenumbered(parcel: ParcelState, shipment: Shipment): boolean {
  const { trackingNumber } = shipment;
  return (
    parcel.trackingNumber !== null && trackingNumber !== undefined && parcel.trackingNumber !== trackingNumber
  );
}

function describe(parcel: ParcelState, shipment: Shipment): ParcelState {
  return {
    ...parcel,
    shipmentId: shipment.id,
    carrier: parcel.carrier ?? shipment.carrier ?? null,
    trackingNumber: shipment.trackingNumber ?? parcel.trackingNumber,
    service: shipment.service ?? parcel.service,
    lines: shipment.lines,
    isCancelled: shipment.status === 'cancelled',
  };
}

function parcelOf({ parcels }: OrderAggregate, shipment: Shipment): ParcelState | undefined {
  return (
    parcels.find(({ shipmentId }) => shipmentId === shipment.id) ??
    parcels.find(
      ({ shipmentId, trackingNumber }) =>
        shipmentId === null && trackingNumber !== null && trackingNumber === shipment.trackingNumber,
    )
  );
}

function isSameParcel(one: ParcelState, other: ParcelState): boolean {
  return (
    one.shipmentId === other.shipmentId &&
    one.carrier === other.carrier &&
    one.trackingNumber === other.trackingNumber &&
    one.service === other.service &&
    one.isCancelled === other.isCancelled &&
    JSON.stringify(one.lines) === JSON.stringify(other.lines)
  );
}

/** Moves an orphan's parcels into the order that they turned out to belong to; nothing before that is spoken about. */
export function adopt(draft: Draft, orphan: OrderAggregate, asOf: Instant): void {
  for (const parcel of orphan.parcels) {
    const twin = draft.aggregate.parcels.find(
      ({ trackingNumber, carrier }) =>
        trackingNumber === parcel.trackingNumber && isSameCarrier(carrier, parcel.carrier),
    );
    if (twin === undefined) putParcel(draft, parcel);
    else addParcelEvents(draft, twin.parcelId, { events: parcel.events, carrier: parcel.carrier });
  }
  update(draft, { speaksFrom: later(draft.aggregate.speaksFrom, asOf) });
}

function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
