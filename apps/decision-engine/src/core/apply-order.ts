import type { RecordedOrder } from '@tidings/contracts';
import type { Instant, Order, Shipment } from '@tidings/domain';
import {
  addParcelEvents,
  type ApplyContext,
  type Draft,
  emptyParcel,
  later,
  putParcel,
  update,
} from './draft.js';
import { isOrphan, type OrderAggregate, type ParcelState } from './order-aggregate.js';
import { isSameCarrier } from './route-changes.js';

export function applyOrder(draft: Draft, recorded: RecordedOrder, context: ApplyContext): void {
  const known = draft.aggregate.order;
  if (known !== null && !isNews(known, recorded.order)) return;
  const isAdopted = isOrphan(draft.aggregate) && hasEvents(draft.aggregate);
  const isSilent = isAdopted || recorded.isHistory;
  update(draft, {
    order: recorded.order,
    orderNumber: recorded.order.number,
    ...(isSilent && { speaksFrom: later(draft.aggregate.speaksFrom, context.asOf) }),
  });
  for (const shipment of recorded.order.shipments) applyShipment(draft, shipment, context);
}

/** The shop's clock decides. What it tells of the same moment in other words was read again, and is fuller. */
function isNews(known: Order, told: Order): boolean {
  if (known.updatedAt !== told.updatedAt) return known.updatedAt < told.updatedAt;
  return JSON.stringify(known) !== JSON.stringify(told);
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

/**
 * Moves an orphan's parcels into the order that they turned out to belong to.
 * @param speaksFrom nothing before that is spoken about; null where the order already spoke of this parcel
 */
export function adopt(draft: Draft, orphan: OrderAggregate, speaksFrom: Instant | null): void {
  for (const parcel of orphan.parcels) {
    const twin = draft.aggregate.parcels.find(
      ({ trackingNumber, carrier }) =>
        trackingNumber === parcel.trackingNumber && isSameCarrier(carrier, parcel.carrier),
    );
    if (twin === undefined) putParcel(draft, parcel);
    else addParcelEvents(draft, twin.parcelId, { events: parcel.events, carrier: parcel.carrier });
  }
  if (speaksFrom !== null) update(draft, { speaksFrom: later(draft.aggregate.speaksFrom, speaksFrom) });
}
