import { trackingNumber, type ParcelRef } from '@tidings/domain';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext } from '../port.js';
import { readRows } from '../read-rows.js';
import { readTimestamp, trustUnlessZero } from '../time/read-timestamp.js';
import { dayOf, daysOf, estimateLine } from '../tracker-lines.js';
import { CARRIER_OF_SERVICE, findRow } from './codes.js';
import { eventSchema, shipmentSchema, type Event, type Shipment } from './wire.js';

export function readShipment(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = shipmentSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'shipments'));
  const shipment = parsed.data;
  const carrier = CARRIER_OF_SERVICE.get(shipment.service ?? '') ?? 'dhl';
  const parcelRef = { carrier, number: trackingNumber(shipment.id) };
  const lines = eventsOf(shipment, parcelRef, into).flatMap(
    (event) => readEvent(event, parcelRef, into) ?? [],
  );
  const { estimatedFrom, estimatedThrough } = shipment.estimatedDeliveryTimeFrame ?? {};
  const eta = daysOf(estimatedFrom, estimatedThrough) ?? dayOf(shipment.estimatedTimeOfDelivery);
  const estimate = estimateLine(lines, eta, 'code');
  if (estimate !== null) lines.push(estimate);
  if (lines.length > 0) return into.report(composeReport({ parcelRef, orderNumber: null }, lines, context));
  into.fail(parcelRef, { code: 'not_found', message: `DHL has nothing on ${parcelRef.number} yet` });
}

/** The history; the status alone only where there is none, because it repeats a row with a `Z` that the row lacks. */
function eventsOf(shipment: Shipment, parcelRef: ParcelRef, into: ReadingCollector): readonly Event[] {
  const events = readRows(shipment.events, eventSchema, { into, parcelRef, path: 'events' });
  if (events.length > 0) return oldestFirst(events, ({ timestamp }) => timestamp);
  return shipment.status == null
    ? []
    : readRows([shipment.status], eventSchema, { into, parcelRef, path: 'status' });
}

function readEvent(event: Event, parcelRef: ParcelRef, into: ReadingCollector): Line | null {
  const { timestamp, statusCode, status, description } = event;
  const at = readTimestamp(timestamp, trustUnlessZero(timestamp));
  if (at === null) {
    into.fail(parcelRef, notATime(timestamp, 'events.timestamp'));
    return null;
  }
  const row = findRow(statusCode);
  const { countryCode: country, postalCode, addressLocality: city } = event.location?.address ?? {};
  const place = placeOf({ city, postalCode, country });
  const codes = { row, statusRow: row };
  const line = codedLine(
    { at, codes, code: statusCode, text: description || status, place },
    { parcelRef, into },
  );
  return line.confidence === 'aggregator' ? { ...line, confidence: 'code' } : line;
}
