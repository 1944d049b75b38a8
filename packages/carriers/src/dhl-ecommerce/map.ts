import { trackingNumber, type ParcelRef } from '@tidings/domain';
import { rowIn } from '../code-table.js';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext } from '../port.js';
import { readRows } from '../read-rows.js';
import { readTimestamp } from '../time/read-timestamp.js';
import { dayOf, estimateLine } from '../tracker-lines.js';
import { EVENT_IDS } from './codes.js';
import { eventSchema, packageSchema, type Event } from './wire.js';

export function readPackage(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = packageSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'packages'));
  const { package: parcel, events } = parsed.data;
  const number = parcel.trackingId ?? parcel.dhlPackageId ?? context.askedFor?.number;
  if (number === undefined)
    return into.fail(null, {
      code: 'invalid',
      message: 'no tracking number',
      field: 'packages.package.trackingId',
    });
  const parcelRef = { carrier: 'dhl_ecommerce', number: trackingNumber(number) };
  const rows = oldestFirst(readRows(events, eventSchema, { into, parcelRef, path: 'events' }), wallOf);
  const lines = rows.flatMap((row) => readEvent(row, parcelRef, into) ?? []);
  const estimate = estimateLine(lines, dayOf(parcel.expectedDelivery), 'code');
  if (estimate !== null) lines.push(estimate);
  if (lines.length > 0) return into.report(composeReport({ parcelRef, orderNumber: null }, lines, context));
  into.fail(parcelRef, {
    code: 'not_found',
    message: `DHL eCommerce has nothing on ${parcelRef.number} yet`,
  });
}

/** Local time: `timeZone` is a name such as `ET`, which is two offsets. */
function wallOf({ date, time }: Event): string {
  return time ? `${date}T${time}` : date;
}

function readEvent(event: Event, parcelRef: ParcelRef, into: ReadingCollector): Line | null {
  const at = readTimestamp(wallOf(event), 'stated');
  if (at === null) {
    into.fail(parcelRef, notATime(wallOf(event), 'events.date'));
    return null;
  }
  const { primaryEventId: own, primaryEventDescription: text, location: city, postalCode, country } = event;
  const codes = { carrierRow: rowIn(EVENT_IDS.rows, own), row: undefined, statusRow: undefined };
  return codedLine(
    { at, codes, code: own, own, text, place: placeOf({ city, postalCode, country }) },
    { parcelRef, into },
  );
}
