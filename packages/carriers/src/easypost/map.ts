import { carrierId, trackingNumber, type ParcelRef } from '@tidings/domain';
import { findCarrierRow } from '../carrier-codes.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext } from '../port.js';
import { isMapped, refineRow, type Codes } from '../refine-row.js';
import { readTimestamp, type OffsetTrust } from '../time/read-timestamp.js';
import { dayOf, estimateLine, statusLine } from '../tracker-lines.js';
import { findRow } from './codes.js';
import { detailSchema, trackerSchema, type Detail, type Tracker } from './wire.js';

/**
 * All of EasyPost's times end in `Z`. FedEx's are UTC and UPS's are local time (both seen in deliveries); of the others the
 * docs say that a zone is applied where the place allows it, else UTC is assumed.
 */
const OFFSET_TRUST: ReadonlyMap<string, OffsetTrust> = new Map([
  ['fedex', 'stated'],
  ['ups', 'false'],
]);

export function readTracker(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = trackerSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'tracker'));
  const tracker = parsed.data;
  const parcelRef = { carrier: carrierId(tracker.carrier), number: trackingNumber(tracker.tracking_code) };
  const lines = linesOf(tracker, parcelRef, into);
  if (lines.length > 0) return into.report(composeReport({ parcelRef, orderNumber: null }, lines, context));
  into.fail(parcelRef, {
    code: tracker.status === 'error' ? 'unavailable' : 'not_found',
    message: `EasyPost has nothing on ${parcelRef.number} yet (status ${tracker.status.slice(0, 40)})`,
  });
}

function linesOf(tracker: Tracker, parcelRef: ParcelRef, into: ReadingCollector): readonly Line[] {
  const rows = oldestFirst(readRows(tracker, parcelRef, into), (row) => row.datetime);
  const lines = rows.flatMap((row) => readRow(row, parcelRef, into) ?? []);
  const otherwiseAt = readTimestamp(tracker.created_at ?? '', 'assumed');
  const own = statusLine(tracker.status, findRow(tracker.status, ''), { lines, otherwiseAt });
  if (own !== null) lines.push(own);
  const estimate = estimateLine(
    lines,
    tracker.carrier_detail?.est_delivery_date_local ?? tracker.est_delivery_date,
  );
  if (estimate !== null) lines.push(estimate);
  return lines;
}

function readRows(tracker: Tracker, parcelRef: ParcelRef, into: ReadingCollector): readonly Detail[] {
  const rows: Detail[] = [];
  for (const [index, row] of (tracker.tracking_details ?? []).entries()) {
    const parsed = detailSchema.safeParse(row);
    if (parsed.success) rows.push(parsed.data);
    else into.fail(parcelRef, invalid(parsed.error, 'tracking_details', index));
  }
  return rows;
}

function readRow(detail: Detail, parcelRef: ParcelRef, into: ReadingCollector): Line | null {
  const at = readTimestamp(detail.datetime, OFFSET_TRUST.get(parcelRef.carrier) ?? 'assumed');
  if (at === null) {
    into.fail(parcelRef, notATime(detail.datetime, 'tracking_details.datetime'));
    return null;
  }
  const code = [detail.status, detail.status_detail].filter(Boolean).join('/');
  const text = detail.message || detail.description || code;
  const place = placeOfRow(detail);
  const reported = codesOf(detail, parcelRef);
  if (!isMapped(reported)) into.unknownCode(code, text, parcelRef.number);
  return {
    at,
    ...refineRow({ ...reported, text, hasPlace: place !== undefined }),
    code: detail.carrier_code || code,
    text,
    said: detail.carrier_code || text,
    place,
    carrierEta: dayOf(detail.est_delivery_date),
  };
}

/** What each of the codes on a row means by itself; before transit nobody has scanned anything, whatever they say. */
function codesOf(
  { status, status_detail: detail, carrier_code: own }: Detail,
  { carrier }: ParcelRef,
): Codes {
  const row = findRow(status, detail ?? '');
  const carrierRow = findCarrierRow(carrier, own);
  const isBefore = status === 'pre_transit' && carrierRow !== undefined;
  return {
    row,
    statusRow: findRow(status, ''),
    carrierRow: isBefore ? { ...carrierRow, physical: false } : carrierRow,
  };
}

function placeOfRow({ tracking_location: at }: Detail): Line['place'] {
  return placeOf({ city: at?.city, region: at?.state, postalCode: at?.zip, country: at?.country });
}
