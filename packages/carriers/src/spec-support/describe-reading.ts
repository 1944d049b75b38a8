import type { TrackingEvent } from '@tidings/domain';
import type { Reading, ReadingContext } from '../port.js';

export const CONTEXT: ReadingContext = {
  brandId: 'brand-a',
  source: 'source-1',
  receivedAt: '2026-11-22T12:00:00.000Z',
};

/** A reading in a few words a row, to be compared with what a fixture expects and read by people. */
export function describeReading(reading: Reading): unknown {
  if ('error' in reading) return { error: reading.error };
  const parcels: Record<string, readonly string[]> = {};
  for (const { parcelRef, orderNumber, events } of reading.reports) {
    const names = [
      parcelRef?.carrier,
      parcelRef?.number,
      parcelRef?.uniqueId,
      orderNumber && `order ${orderNumber}`,
    ];
    parcels[names.filter(Boolean).join(' ')] = events.map(describeEvent);
  }
  return {
    parcels,
    ...(reading.unmapped.length > 0 && { unmapped: reading.unmapped }),
    ...(reading.failures.length > 0 && { failures: reading.failures.map(({ error }) => error) }),
  };
}

function describeEvent(event: TrackingEvent): string {
  const when = event.at.instant ?? `${event.at.wall} (${event.at.zoneFrom})`;
  return [
    event.at.zoneFrom === 'assumed' ? `${when} (assumed)` : when,
    event.kind,
    event.milestone ?? '-',
    event.reason ?? '-',
    event.actor,
    event.etaEffect,
    event.physical ? 'handled' : 'data',
    event.carrierEta && `${event.carrierEta.from}..${event.carrierEta.to}`,
  ]
    .filter(Boolean)
    .join(' ');
}
