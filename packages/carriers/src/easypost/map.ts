import { carrierId, trackingNumber, type ParcelRef } from '@tidings/domain';
import { findCarrierRow } from '../carrier-codes.js';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext } from '../port.js';
import { readRows } from '../read-rows.js';
import type { Codes } from '../refine-row.js';
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
  const details = readRows(tracker.tracking_details, detailSchema, {
    into,
    parcelRef,
    path: 'tracking_details',
  });
  const rows = oldestFirst(details, (row) => row.datetime);
  const lines = rows.flatMap((row) => readRow(row, parcelRef, into) ?? []);
  const otherwiseAt = readTimestamp(tracker.created_at ?? '', 'assumed');
  const own = statusLine(tracker.status, findRow(tracker.status, ''), { lines, otherwiseAt });
  if (own !== null) lines.push(own);
  const estimate = estimateLine(
    lines,
    dayOf(tracker.carrier_detail?.est_delivery_date_local ?? tracker.est_delivery_date),
  );
  if (estimate !== null) lines.push(estimate);
  return lines;
}

function readRow(detail: Detail, parcelRef: ParcelRef, into: ReadingCollector): Line | null {
  const at = readTimestamp(detail.datetime, OFFSET_TRUST.get(parcelRef.carrier) ?? 'assumed');
  if (at === null) {
    into.fail(parcelRef, notATime(detail.datetime, 'tracking_details.datetime'));
    return null;
  }
  const row = {
    at,
    codes: codesOf(detail, parcelRef),
    code: [detail.status, detail.status_detail].filter(Boolean).join('/'),
    own: detail.carrier_code,
    text: detail.message || detail.description,
    place: placeOfRow(detail),
  };
  return { ...codedLine(row, { parcelRef, into }), carrierEta: dayOf(detail.est_delivery_date) };
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
