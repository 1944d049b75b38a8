import type { TrackingReport } from '@tidings/contracts';
import type { FoundOrder, FoundParcel, Known, NumberKey } from '../ports/order-store.js';
import type { Change, ChangeOrigin } from './change.js';
import { isOfThisLife, isSameLife, successorsOf } from './identify-parcel.js';

/** The orders a change belongs to; the one that is missing comes before them all. */
export interface Route {
  readonly orderIds: readonly string[];
  /** Orders without a number whose parcels turn out to belong to the first of these. */
  readonly orphanIds: readonly string[];
  readonly missing: MissingOrder | null;
}

/** A change with where it belongs. */
export interface RoutedChange extends Route {
  readonly change: Change;
}

/** An order to be created: with its number, or as an orphan known by its parcel only. */
export interface MissingOrder extends ChangeOrigin {
  readonly orderNumber: string | null;
  readonly trackingNumber: string | null;
}

/** Every tracking number that the changes name. */
export function parcelKeysOf(changes: readonly Change[]): NumberKey[] {
  return changes.flatMap((change) =>
    trackingNumbersOf(change).map((number) => ({ brandId: change.brandId, number })),
  );
}

function trackingNumbersOf(change: Change): readonly string[] {
  if (change.kind === 'report')
    return [change.report.parcelRef?.number ?? [], successorsOf(change.report.events).map(numberOf)].flat(2);
  if (change.kind === 'order')
    return change.recorded.order.shipments.flatMap(({ trackingNumber }) => trackingNumber ?? []);
  return [];
}

function numberOf({ number }: { readonly number: string }): string {
  return number;
}

/** Every order number that the changes name. */
export function orderKeysOf(changes: readonly Change[]): NumberKey[] {
  const keys: NumberKey[] = [];
  for (const change of changes) {
    const number = orderNumberOf(change);
    if (number !== null) keys.push({ brandId: change.brandId, number });
  }
  return keys;
}

export function routeChanges(changes: readonly Change[], known: Known): readonly RoutedChange[] {
  return changes.map((change) => ({ change, ...routeChange(change, known) }));
}

/**
 * Where a change belongs: a report follows its tracking number, then its order number;
 * an order its own number, and it also takes in the orphans that its shipments' numbers name.
 */
export function routeChange(change: Change, known: Known): Route {
  if (change.kind === 'tick') return found([change.orderId]);
  if (change.kind === 'settled') return found([change.settled.orderId]);
  if (change.kind === 'choice') return found([change.chosen.orderId]);
  if (change.kind === 'promise') return found([change.shown.orderId]);
  if (change.kind === 'status') return found([change.showing.orderId]);
  if (change.kind === 'order') return routeOrder(change, known);
  return routeReport(change, known);
}

function found(orderIds: readonly string[], orphanIds: readonly string[] = []): Route {
  const ids = new Set(orderIds);
  return {
    orderIds: [...ids],
    orphanIds: [...new Set(orphanIds)].filter((id) => !ids.has(id)),
    missing: null,
  };
}

function routeOrder(change: Change & { kind: 'order' }, known: Known): Route {
  const { number, shipments } = change.recorded.order;
  const own = findOrder(known, change.brandId, number);
  const orphanIds = known.parcels
    .filter((parcel) => parcel.isOrphan && parcel.brandId === change.brandId)
    .filter(({ number: told, createdAt }) =>
      shipments.some(
        (shipment) => shipment.trackingNumber === told && isSameLife(shipment.createdAt, createdAt),
      ),
    )
    .map(({ orderId }) => orderId);
  if (own !== undefined) return found([own.orderId], orphanIds);
  return { orderIds: [], orphanIds, missing: missingOrder(change, number, null) };
}

function orphansOf(brandId: string, numbers: ReadonlySet<string>, { parcels }: Known): readonly string[] {
  return parcels
    .filter((parcel) => parcel.isOrphan && parcel.brandId === brandId && numbers.has(parcel.number))
    .map(({ orderId }) => orderId);
}

function routeReport(change: Change & { kind: 'report' }, known: Known): Route {
  const { report, brandId } = change;
  const bearers = bearersOf(report, brandId, known.parcels);
  const claimed = bearers.filter(({ isOrphan }) => !isOrphan).map(({ orderId }) => orderId);
  const orphans = bearers.filter(({ isOrphan }) => isOrphan).map(({ orderId }) => orderId);
  const successors = orphansOf(brandId, new Set(successorsOf(report.events).map(numberOf)), known);
  if (claimed.length > 0) return found(claimed, successors);
  const order = report.orderNumber === null ? undefined : findOrder(known, brandId, report.orderNumber);
  if (order !== undefined) return found([order.orderId], [...orphans, ...successors]);
  if (orphans.length > 0) return found(orphans, successors);
  const missing = missingOrder(change, report.orderNumber, report.parcelRef?.number ?? null);
  return { orderIds: [], orphanIds: successors, missing };
}

/** Parcels that a report is about: the same number, a carrier that does not contradict, and the same life of the number. */
function bearersOf(
  report: TrackingReport,
  brandId: string,
  parcels: readonly FoundParcel[],
): readonly FoundParcel[] {
  const ref = report.parcelRef;
  if (ref === null) return [];
  return parcels.filter(
    (parcel) =>
      parcel.brandId === brandId &&
      parcel.number === ref.number &&
      isSameCarrier(parcel.carrier, ref.carrier) &&
      isOfThisLife(parcel.createdAt, report),
  );
}

/** Shops often do not know the carrier, and then do not contradict. */
export function isSameCarrier(one: string | null, other: string | null): boolean {
  return one === null || other === null || one === other;
}

function findOrder(known: Known, brandId: string, number: string): FoundOrder | undefined {
  return known.orders.find((order) => order.brandId === brandId && order.number === number);
}

function missingOrder(
  origin: ChangeOrigin,
  orderNumber: string | null,
  trackingNumber: string | null,
): MissingOrder {
  const { brandId, correlationId, causationId, traceparent } = origin;
  return { brandId, correlationId, causationId, traceparent, orderNumber, trackingNumber };
}

function orderNumberOf(change: Change): string | null {
  if (change.kind === 'order') return change.recorded.order.number;
  return change.kind === 'report' ? change.report.orderNumber : null;
}

/** What identifies a missing order among those of a batch. */
export function missingKeyOf({ brandId, orderNumber, trackingNumber }: MissingOrder): string {
  return orderNumber === null ? `parcel:${brandId}:${trackingNumber}` : `order:${brandId}:${orderNumber}`;
}

/**
 * What has to be locked before anything is created: every number that a change names and nobody knows yet. An order
 * and the first report about its parcel may be worked on at once; one of them waits, and then sees what the other made.
 */
export function creationKeysOf(routed: readonly RoutedChange[], known: Known): readonly string[] {
  const isKnownParcel = ({ brandId, number }: NumberKey): boolean =>
    known.parcels.some((parcel) => parcel.brandId === brandId && parcel.number === number);
  const isKnownOrder = ({ brandId, number }: NumberKey): boolean =>
    findOrder(known, brandId, number) !== undefined;
  const changes = routed.map(({ change }) => change);
  const parcels = parcelKeysOf(changes).filter((key) => !isKnownParcel(key));
  const orders = orderKeysOf(changes).filter((key) => !isKnownOrder(key));
  return [
    ...parcels.map(({ brandId, number }) => `parcel:${brandId}:${number}`),
    ...orders.map(({ brandId, number }) => `order:${brandId}:${number}`),
    // A number may be known from another life of it.
    ...missingOf(routed).map(missingKeyOf),
  ];
}

/** The orders to be created; one may be named by several changes. */
export function missingOf(routed: readonly Route[]): readonly MissingOrder[] {
  return routed.flatMap(({ missing }) => missing ?? []);
}
