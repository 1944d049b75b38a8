import type { Instant, TrackingEvent } from '@tidings/domain';
import type { Change } from './change.js';
import type { SaidMessage, ShownStatement } from '../ports/order-store.js';
import type { OrderAggregate, ParcelState } from './order-aggregate.js';

/** An order while a batch is applied to it: its state, and what that added. */
export interface Draft {
  aggregate: OrderAggregate;
  readonly addedEvents: { readonly subjectId: string; readonly event: TrackingEvent }[];
  /** Messages that left. */
  readonly said: SaidMessage[];
  /** What faces showed for the first time. */
  readonly shown: ShownStatement[];
  /** Keys of corrections that their ticket does not take any more. */
  readonly redirected: string[];
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

export function update(draft: Draft, change: Partial<OrderAggregate>): void {
  draft.aggregate = { ...draft.aggregate, ...change };
  draft.hasChanged = true;
  draft.hasNews = true;
}

export function emptyParcel({ asOf, newId }: ApplyContext): ParcelState {
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

export function putParcel(draft: Draft, parcel: ParcelState): void {
  const { parcels } = draft.aggregate;
  const isMeant = ({ parcelId }: ParcelState): boolean => parcelId === parcel.parcelId;
  update(draft, {
    parcels: parcels.some(isMeant)
      ? parcels.map((other) => (isMeant(other) ? parcel : other))
      : [...parcels, parcel],
  });
}

export function addOrderEvents(draft: Draft, events: readonly TrackingEvent[]): void {
  const added = newEvents(draft.aggregate.orderEvents, events);
  if (added.length === 0) return;
  update(draft, { orderEvents: [...draft.aggregate.orderEvents, ...added] });
  for (const event of added) draft.addedEvents.push({ subjectId: draft.aggregate.orderId, event });
}

export function addParcelEvents(
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

/** Each source's copy of a report is kept: which of them is folded is decided when it is known who leads. */
function newEvents(known: readonly TrackingEvent[], reported: readonly TrackingEvent[]): TrackingEvent[] {
  const seen = new Set(known.map(copyOf));
  const added: TrackingEvent[] = [];
  for (const event of reported) {
    if (seen.has(copyOf(event))) continue;
    seen.add(copyOf(event));
    added.push(event);
  }
  return added;
}

function copyOf({ id, source }: TrackingEvent): string {
  return `${id} ${source}`;
}

export function later(one: Instant, other: Instant): Instant {
  return one > other ? one : other;
}
