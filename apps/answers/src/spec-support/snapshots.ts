import type { OrderSnapshot } from '@tidings/domain';

type ParcelSnapshot = OrderSnapshot['parcels'][number];

const at = {
  instant: '2026-11-21T20:19:00.000Z',
  wall: '2026-11-21T15:19:00',
  offsetMinutes: -300,
  zoneFrom: 'carrier',
  precision: 'minute',
} as const;

/** A parcel on its way with UPS, expected 24 to 25 November. */
export function aParcel(over: Partial<ParcelSnapshot> = {}): ParcelSnapshot {
  return {
    parcelId: 'p1',
    carrier: 'ups',
    trackingNumber: '1Z-SECRET',
    service: null,
    lines: [{ lineId: 'l1', quantity: 1 }],
    milestone: 'in_transit',
    reachedAt: at,
    reached: [{ milestone: 'in_transit', at, place: null }],
    lastPhysicalAt: at,
    lastPlace: { city: 'MEMPHIS', region: 'TN', postalCode: '38101' },
    exceptions: [],
    estimate: { from: '2026-11-24', to: '2026-11-25', coverage: null, basis: 'carrier' },
    estimateBefore: null,
    silence: { state: 'none' },
    nextEventBy: null,
    replacedBy: null,
    timeline: [],
    ...over,
  };
}

export function aSnapshot(over: Partial<OrderSnapshot> = {}): OrderSnapshot {
  return {
    brandId: 'acme',
    orderId: 'o1',
    orderNumber: '1001',
    version: 1,
    asOf: '2026-11-22T11:00:00.000Z',
    validUntil: '2026-11-24T11:00:00.000Z',
    token: 'token-of-o1',
    locale: 'en',
    placedAt: '2026-11-20T10:00:00.000Z',
    promisedDate: null,
    delivery: 'ship',
    isCancelled: false,
    isComplete: false,
    lines: [{ lineId: 'l1', title: 'Walnut bowl', quantity: 1, waiting: 0 }],
    steps: [],
    holds: [],
    dispatchBy: null,
    isPreparingLate: false,
    parcels: [aParcel()],
    cases: [],
    told: [],
    ...over,
  };
}
