import type { TrackingEvent } from '@tidings/domain';
import type { UnnumberedReport } from '../core/split-report.js';

export function anEvent(sequence: number): TrackingEvent {
  return {
    id: `event-${sequence}-of-the-parcel`,
    brandId: 'acme',
    parcelRef: { carrier: 'ups', number: '1Z999' },
    at: {
      instant: null,
      wall: '2026-11-20T15:19:00',
      offsetMinutes: null,
      zoneFrom: 'none',
      precision: 'second',
    },
    sequence,
    kind: 'milestone',
    milestone: 'in_transit',
    actor: 'nobody',
    etaEffect: 'none',
    physical: true,
    confidence: 'text',
    verbatim: { text: 'Departed facility' },
    source: 'easypost',
    recordedAt: '2026-11-22T12:00:00.000Z',
    schemaVersion: 1,
  };
}

export function aReport(over: Partial<UnnumberedReport> = {}): UnnumberedReport {
  return {
    receiptId: 'receipt-1',
    source: 'easypost',
    parcelRef: { carrier: 'ups', number: '1Z999' },
    orderNumber: null,
    receivedAt: '2026-11-22T12:00:00.000Z',
    isHistory: false,
    events: [anEvent(0)],
    ...over,
  };
}
