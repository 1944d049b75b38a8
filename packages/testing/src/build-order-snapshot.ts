import type { CaseSnapshot, EventTime, OrderSnapshot, ParcelSnapshot } from '@tidings/domain';

type Entry = ParcelSnapshot['timeline'][number];

/** At a place whose clock the carrier read. */
export function eventTime(wall: string): EventTime {
  return { instant: `${wall}.000Z`, wall, offsetMinutes: 0, zoneFrom: 'place', precision: 'minute' };
}

export function timelineEntry(wall: string, verbatim: string, over: Partial<Entry> = {}): Entry {
  return {
    eventId: `${wall} ${verbatim}`.slice(0, 64),
    kind: 'milestone',
    milestone: 'in_transit',
    reason: null,
    at: eventTime(wall),
    place: null,
    verbatim,
    confidence: 'code',
    isPhysical: true,
    isRetracted: false,
    ...over,
  };
}

const label = timelineEntry('2026-11-19T09:10:00', 'SHIPPING LABEL CREATED', {
  milestone: 'label_created',
  isPhysical: false,
});
const pickedUp = timelineEntry('2026-11-19T17:40:00', 'PICKUP SCAN', {
  milestone: 'picked_up',
  place: { city: 'FALMOUTH' },
});
const hub = timelineEntry('2026-11-20T15:19:00', 'ARRIVED AT FACILITY', { place: { city: 'BRISTOL' } });

/** A parcel on its way with UPS, last seen in Bristol on Friday, expected 24 to 26 November. */
export function buildParcelSnapshot(over: Partial<ParcelSnapshot> = {}): ParcelSnapshot {
  return {
    parcelId: 'p1',
    carrier: 'ups',
    trackingNumber: '1Z999AA10123456784',
    service: null,
    lines: [{ lineId: 'l1', quantity: 2 }],
    milestone: 'in_transit',
    reachedAt: hub.at,
    reached: [{ milestone: 'in_transit', at: hub.at, place: hub.place }],
    lastPhysicalAt: hub.at,
    lastPlace: hub.place,
    exceptions: [],
    estimate: { from: '2026-11-24', to: '2026-11-26', coverage: null, basis: 'carrier' },
    estimateBefore: null,
    silence: { state: 'none' },
    nextEventBy: null,
    replacedBy: null,
    timeline: [label, pickedUp, hub],
    ...over,
  };
}

/** An order of one parcel; as of Sunday, 22 November 2026. */
export function buildOrderSnapshot(over: Partial<OrderSnapshot> = {}): OrderSnapshot {
  return {
    brandId: 'acme',
    orderId: '018f3f1e-0000-7000-8000-000000000001',
    orderNumber: 'AC-1001',
    version: 1,
    asOf: '2026-11-22T11:00:00.000Z',
    validUntil: '2026-11-24T11:00:00.000Z',
    token: pageToken('on-its-way'),
    locale: null,
    placedAt: '2026-11-18T20:12:00.000Z',
    promisedDate: null,
    delivery: 'ship',
    isCancelled: false,
    isComplete: false,
    lines: [{ lineId: 'l1', title: 'Walnut bowl, large', quantity: 2, waiting: 0 }],
    steps: [
      { milestone: 'placed', at: eventTime('2026-11-18T20:12:00'), place: null },
      { milestone: 'packed', at: eventTime('2026-11-19T09:05:00'), place: null },
    ],
    holds: [],
    dispatchBy: null,
    isPreparingLate: false,
    parcels: [buildParcelSnapshot()],
    cases: [],
    told: [],
    ...over,
  };
}

/** As long as a real one. */
export function pageToken(name: string): string {
  return name.padEnd(22, '_');
}

const attempt = timelineEntry('2026-11-21T10:02:00', 'EXCEPTION: BUSINESS CLOSED', {
  kind: 'exception_opened',
  milestone: null,
  reason: 'address_insufficient',
  place: { city: 'LONDON' },
});

const badAddress = {
  reason: 'address_insufficient',
  actor: 'recipient',
  since: attempt.at,
  matters: true,
} as const;

/** Its address is incomplete: its customer may choose, or has. */
function openCase(choice: CaseSnapshot['choice']): OrderSnapshot {
  return buildOrderSnapshot({
    parcels: [
      buildParcelSnapshot({
        exceptions: [badAddress],
        estimate: null,
        estimateBefore: null,
        timeline: [label, pickedUp, hub, attempt],
      }),
    ],
    cases: [
      {
        caseId: 'c1',
        parcelId: 'p1',
        reason: 'address_insufficient',
        actor: 'recipient',
        state: 'open',
        openedAt: '2026-11-21T10:05:00.000Z',
        dueAt: '2026-11-25T17:00:00.000Z',
        closedAt: null,
        options: ['correct_address', 'collect', 'refund'],
        choice,
      },
    ],
  });
}

/** One order for each state that a page can show, by name; the name is its token's beginning. */
export const ORDER_STATES: Readonly<Record<string, OrderSnapshot>> = {
  'on-its-way': buildOrderSnapshot(),
  'later-than-said': buildOrderSnapshot({
    parcels: [
      buildParcelSnapshot({
        estimate: { from: '2026-11-27', to: '2026-11-27', coverage: null, basis: 'carrier' },
        estimateBefore: { from: '2026-11-24', to: '2026-11-26', coverage: null, basis: 'carrier' },
        exceptions: [{ reason: 'weather', actor: 'carrier', since: hub.at, matters: true }],
      }),
    ],
  }),
  'open-case': openCase(null),
  'address-corrected': openCase({ option: 'correct_address', at: '2026-11-22T09:30:00.000Z' }),
  chosen: openCase({ option: 'collect', at: '2026-11-22T09:30:00.000Z' }),
  held: buildOrderSnapshot({
    parcels: [],
    lines: [{ lineId: 'l1', title: 'Walnut bowl, large', quantity: 2, waiting: 2 }],
    steps: [{ milestone: 'placed', at: eventTime('2026-11-18T20:12:00'), place: null }],
    holds: [
      {
        reason: 'payment_review',
        actor: 'merchant',
        since: '2026-11-18T20:15:00.000Z',
        until: null,
        lineIds: [],
      },
    ],
  }),
  'three-parts': buildOrderSnapshot({
    lines: [
      { lineId: 'l1', title: 'Walnut bowl, large', quantity: 2, waiting: 0 },
      { lineId: 'l2', title: 'Linen napkins', quantity: 6, waiting: 0 },
      { lineId: 'l3', title: 'Oak board', quantity: 1, waiting: 1, availableFrom: '2026-12-04' },
    ],
    parcels: [
      buildParcelSnapshot(),
      buildParcelSnapshot({
        parcelId: 'p2',
        carrier: 'royal_mail',
        trackingNumber: 'RM000000001GB',
        lines: [{ lineId: 'l2', quantity: 6 }],
        milestone: 'delivered',
        reachedAt: eventTime('2026-11-21T13:31:00'),
        estimate: null,
        timeline: [
          pickedUp,
          timelineEntry('2026-11-21T08:12:00', 'Out for delivery', { milestone: 'out_for_delivery' }),
          timelineEntry('2026-11-21T13:31:00', 'Delivered', {
            milestone: 'delivered',
            place: { city: 'LEEDS' },
          }),
        ],
      }),
    ],
  }),
  delivered: buildOrderSnapshot({
    isComplete: true,
    parcels: [
      buildParcelSnapshot({
        milestone: 'delivered',
        reachedAt: eventTime('2026-11-21T13:31:00'),
        timeline: [
          label,
          pickedUp,
          hub,
          timelineEntry('2026-11-21T08:12:00', 'OUT FOR DELIVERY', { milestone: 'out_for_delivery' }),
          timelineEntry('2026-11-21T13:31:00', 'DELIVERED - FRONT DOOR', { milestone: 'delivered' }),
        ],
      }),
    ],
  }),
  silent: buildOrderSnapshot({
    parcels: [
      buildParcelSnapshot({
        estimate: null,
        silence: {
          state: 'silent',
          leg: 'linehaul',
          since: '2026-11-20T15:19:00.000Z',
          businessHours: 60,
          usualBusinessHours: 30,
        },
      }),
    ],
  }),
  'not-checked': buildOrderSnapshot({ validUntil: '2026-11-22T11:30:00.000Z' }),
  lost: buildOrderSnapshot({
    parcels: [
      buildParcelSnapshot({
        milestone: 'lost',
        estimate: null,
        timeline: [
          label,
          pickedUp,
          hub,
          timelineEntry('2026-11-21T16:00:00', 'PACKAGE LOST', { milestone: 'lost', isPhysical: false }),
        ],
      }),
    ],
  }),
};
