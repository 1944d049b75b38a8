import { trackingNumber, type EventTime, type ParcelRef } from '@tidings/domain';
import { rowIn } from '../code-table.js';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext } from '../port.js';
import { deliveredToSender } from '../delivered-to-sender.js';
import { readRows } from '../read-rows.js';
import { readTimestamp } from '../time/read-timestamp.js';
import { dayOf, estimateLine } from '../tracker-lines.js';
import { TYPE_CODES } from './codes.js';
import { eventSchema, shipmentSchema, type Event } from './wire.js';

export function readShipment(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = shipmentSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'shipments'));
  const { events, ...shipment } = parsed.data;
  const parcelRef = { carrier: 'dhl_express', number: trackingNumber(shipment.shipmentTrackingNumber) };
  const rows = readRows(events, eventSchema, { into, parcelRef, path: 'events' });
  const told = oldestFirst(rows, ({ date, time }) => `${date}T${time ?? ''}`).flatMap(
    (row) => readEvent(row, parcelRef, into) ?? [],
  );
  const lines = deliveredToSender(told, () => true);
  const eta = dayOf(shipment.estimatedDeliveryDate ?? shipment.estimatedTimeOfDelivery);
  const estimate = estimateLine(lines, eta, 'code');
  if (estimate !== null) lines.push(estimate);
  if (lines.length > 0) return into.report(composeReport({ parcelRef, orderNumber: null }, lines, context));
  into.fail(parcelRef, { code: 'not_found', message: `DHL Express has nothing on ${parcelRef.number} yet` });
}

function readEvent(event: Event, parcelRef: ParcelRef, into: ReadingCollector): Line | null {
  const at = timeOf(event);
  if (at === null) {
    into.fail(parcelRef, notATime(`${event.date} ${event.time ?? ''}`, 'events.date'));
    return null;
  }
  const { typeCode: own, description: text, serviceArea } = event;
  const codes = { carrierRow: rowIn(TYPE_CODES.rows, own), row: undefined, statusRow: undefined };
  const place = placeOf({ facility: serviceArea?.[0]?.description || serviceArea?.[0]?.code });
  return codedLine({ at, codes, code: own, own, text, place }, { parcelRef, into });
}

function timeOf({ date, time, GMTOffset }: Event): EventTime | null {
  if (!time) return readTimestamp(date, 'stated');
  const wall = `${date}T${time}`;
  return readTimestamp(wall + (GMTOffset ?? ''), 'stated') ?? readTimestamp(wall, 'stated');
}
