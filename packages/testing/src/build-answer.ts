import type { Answer, ParcelAnswer } from '@tidings/domain';

/** A parcel on its way with UPS, last recorded in Memphis on 20 November 2026, expected 24 to 26 November. */
export function buildParcelAnswer(over: Partial<ParcelAnswer> = {}): ParcelAnswer {
  const at = {
    instant: null,
    wall: '2026-11-20T15:19:00',
    offsetMinutes: null,
    zoneFrom: 'place',
    precision: 'minute',
  } as const;
  return {
    parcelId: 'p1',
    carrier: 'ups',
    trackingNumber: '1Z999AA10123456784',
    headline: 'in_transit',
    milestone: 'in_transit',
    reachedAt: at,
    lastPlace: { city: 'MEMPHIS', region: 'TN' },
    lastScanAt: at,
    reason: null,
    actor: 'nobody',
    estimate: { from: '2026-11-24', to: '2026-11-26', basis: 'carrier', coverage: null },
    estimateBefore: null,
    nextStep: 'carrier_delivers',
    nextBy: null,
    silentSince: null,
    items: [{ title: 'Walnut bowl', quantity: 2 }],
    ...over,
  };
}

/** Order 1001 as of 20 November 2026, 21:00 UTC: it stands where its first parcel stands; without parcels it is being prepared. */
export function buildAnswer(parcels: readonly ParcelAnswer[], over: Partial<Answer> = {}): Answer {
  const [first] = parcels;
  const { headline, reason, actor, estimate, estimateBefore, nextStep, nextBy } =
    first ??
    buildParcelAnswer({ headline: 'preparing', actor: 'merchant', estimate: null, nextStep: 'we_dispatch' });
  return {
    orderNumber: '1001',
    headline,
    headlineParcelId: first?.parcelId ?? null,
    reason,
    actor,
    estimate,
    estimateBefore,
    nextStep,
    nextBy,
    parcels: [...parcels],
    waitingItems: [],
    openCase: null,
    asOf: '2026-11-20T21:00:00.000Z',
    validUntil: null,
    isStale: false,
    isDelayed: false,
    needsHuman: false,
    ...over,
  };
}
