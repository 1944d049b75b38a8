import { carrierId, trackingNumber, type ParcelRef } from '@tidings/domain';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext } from '../port.js';
import { readRows } from '../read-rows.js';
import { readTimestamp, type OffsetTrust } from '../time/read-timestamp.js';
import { dayOf, estimateLine } from '../tracker-lines.js';
import { findRow } from './codes.js';
import { statusSchema, trackSchema, type Status, type Track } from './wire.js';

/** Shippo's times end in `Z`. USPS's are local time (a delivery at 15:19 local stood as 15:19Z); nobody vouches for the others. */
const OFFSET_TRUST: ReadonlyMap<string, OffsetTrust> = new Map([['usps', 'false']]);

export function readTrack(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = trackSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error));
  const track = parsed.data;
  const parcelRef = { carrier: carrierId(track.carrier), number: trackingNumber(track.tracking_number) };
  const rows = oldestFirst(statusesOf(track, parcelRef, into), (row) => row.status_date);
  const lines = rows.flatMap((row) => readRow(row, parcelRef, into) ?? []);
  const estimate = estimateLine(lines, dayOf(track.eta));
  if (estimate !== null) lines.push(estimate);
  if (lines.length > 0) return into.report(composeReport({ parcelRef, orderNumber: null }, lines, context));
  into.fail(parcelRef, { code: 'not_found', message: `Shippo has nothing on ${parcelRef.number} yet` });
}

/** The history and the present status, which mostly is the history's last row again. */
function statusesOf(track: Track, parcelRef: ParcelRef, into: ReadingCollector): readonly Status[] {
  const now = track.tracking_status == null ? [] : [track.tracking_status];
  return [
    ...readRows(track.tracking_history, statusSchema, { into, parcelRef, path: 'tracking_history' }),
    ...readRows(now, statusSchema, { into, parcelRef, path: 'tracking_status' }),
  ];
}

function readRow(status: Status, parcelRef: ParcelRef, into: ReadingCollector): Line | null {
  const at = readTimestamp(status.status_date, OFFSET_TRUST.get(parcelRef.carrier) ?? 'assumed');
  if (at === null) {
    into.fail(parcelRef, notATime(status.status_date, 'status_date'));
    return null;
  }
  const { city, state, zip, country } = status.location ?? {};
  const codes = {
    row: findRow(status.status, status.substatus?.code),
    statusRow: findRow(status.status, undefined),
  };
  const code = [status.status, status.substatus?.code].filter(Boolean).join('/');
  const place = placeOf({ city, region: state, postalCode: zip, country });
  return codedLine({ at, codes, code, text: status.status_details, place }, { parcelRef, into });
}
