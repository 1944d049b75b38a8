import { type Instant, type Order, type Shipment, trackingNumber } from '@tidings/domain';
import { chooseRoutes, type RoutedCarrier } from './choose-route.js';
import type { Following } from './following-source.js';
import type { ParcelDetails, Tracking, TrackingChange } from './tracking.js';

export interface BoundNumber {
  readonly brandId: string;
  readonly order: Order;
  readonly shipment: Shipment;
  readonly asOf: Instant;
}

/** The tracking of a number that was bound to a parcel just now: to be taken on by the first who may follow it. */
export function beginTracking(bound: BoundNumber, following: Following): Tracking {
  const { brandId, order, shipment, asOf } = bound;
  const routed = chooseRoutes(
    shipment.carrier ?? '',
    following.routesOf(brandId),
    following.sourcesOf(brandId),
  );
  return {
    ...startOf(routed, asOf),
    ...detailsOf(bound, following, routed),
    brandId,
    number: trackingNumber(shipment.trackingNumber ?? ''),
    carrier: routed.carrier === '' ? 'unknown' : routed.carrier,
    orderNumber: order.number,
    route: 0,
    registrationId: null,
    expiresAt: null,
    boundAt: asOf,
    milestone: null,
    movedAt: null,
    heardAt: null,
    failures: 0,
    claim: 0,
  };
}

function startOf(
  { routes: [first] }: RoutedCarrier,
  asOf: Instant,
): Required<Pick<TrackingChange, 'state' | 'reason' | 'source' | 'theirCarrier' | 'dueAt'>> {
  if (first === undefined)
    return { state: 'untracked', reason: 'unknown_carrier', source: null, theirCarrier: null, dueAt: null };
  return { ...first, state: 'pending', reason: null, dueAt: asOf };
}

/** Only what one of those who may be asked uses. */
function detailsOf(
  { brandId, order, shipment }: BoundNumber,
  following: Following,
  { routes }: RoutedCarrier,
): ParcelDetails {
  const asked = following
    .sourcesOf(brandId)
    .filter(({ source }) => routes.some((route) => route.source === source));
  const uses = new Set(asked.flatMap(({ client }) => client.uses));
  const { destination } = order;
  return {
    postalCode: (uses.has('postalCode') && destination?.postalCode) || null,
    country: (uses.has('country') && destination?.country) || null,
    shipDate: uses.has('shipDate') ? shipment.createdAt.slice(0, 10) : null,
  };
}
