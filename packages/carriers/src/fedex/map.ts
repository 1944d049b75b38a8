import { trackingNumber, type CarrierEta, type ParcelRef } from '@tidings/domain';
import { opens, rowIn, type Row } from '../code-table.js';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { compact } from '../compact.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext, ReadingError } from '../port.js';
import { readRows } from '../read-rows.js';
import { findPhrase } from '../text/known-phrases.js';
import { dayIfMidnight, readDate, readTimestamp } from '../time/read-timestamp.js';
import { dayOf, daysOf, estimateLine, statusLine } from '../tracker-lines.js';
import { FEDEX_CODES } from './codes.js';
import { findExceptionRow } from './exception-codes.js';
import { resultSchema, scanSchema, type FedexError, type Result, type Scan } from './wire.js';

export function readResult(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = resultSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'trackResults'));
  const result = parsed.data;
  const parcelRef = parcelRefOf(result);
  const lines = linesOf(result, parcelRef, into);
  if (lines.length > 0) return into.report(composeReport({ parcelRef, orderNumber: null }, lines, context));
  const nothing = {
    code: 'TRACKING.TRACKINGNUMBER.NOTFOUND',
    message: `FedEx has nothing on ${parcelRef.number}`,
  };
  into.fail(parcelRef, refusal(result.error ?? nothing));
}

/** FedEx recycles numbers: the unique id and the ship date tell two lives apart. */
function parcelRefOf({ trackingNumberInfo, dateAndTimes }: Result): ParcelRef {
  const shipped = dateAndTimes?.find(({ type }) => type === 'SHIP' || type === 'ACTUAL_PICKUP')?.dateTime;
  return compact({
    carrier: 'fedex',
    number: trackingNumber(trackingNumberInfo.trackingNumber),
    uniqueId: trackingNumberInfo.trackingNumberUniqueId?.slice(0, 200) || undefined,
    shipDate: (shipped && readDate(shipped)) || undefined,
  });
}

function linesOf(result: Result, parcelRef: ParcelRef, into: ReadingCollector): readonly Line[] {
  const scans = readRows(result.scanEvents, scanSchema, { into, parcelRef, path: 'scanEvents' });
  const lines = oldestFirst(scans, ({ date }) => date).flatMap((row) => readScan(row, parcelRef, into) ?? []);
  // FedEx drops the history after some 90 days and keeps the status.
  const own = lines.length > 0 ? null : latestStatus(result);
  if (own !== null) lines.push(own);
  const estimate = estimateLine(lines, estimateOf(result), 'code');
  if (estimate !== null) lines.push(estimate);
  return lines;
}

function latestStatus({ latestStatusDetail, dateAndTimes }: Result): Line | null {
  const code = latestStatusDetail?.code ?? '';
  const at = dateAndTimes?.find(
    ({ type }) => type === 'ACTUAL_DELIVERY' || type === 'ACTUAL_PICKUP',
  )?.dateTime;
  const otherwiseAt = readTimestamp(at ?? '', 'stated');
  return statusLine(code, rowIn(FEDEX_CODES.rows, code), { lines: [], otherwiseAt });
}

function estimateOf({ estimatedDeliveryTimeWindow, dateAndTimes }: Result): CarrierEta | undefined {
  const { begins, ends } = estimatedDeliveryTimeWindow?.window ?? {};
  const stated = dateAndTimes?.find(({ type }) => type === 'ESTIMATED_DELIVERY')?.dateTime;
  return daysOf(begins, ends) ?? dayOf(stated);
}

function readScan(scan: Scan, parcelRef: ParcelRef, into: ReadingCollector): Line | null {
  const read = readTimestamp(scan.date, 'stated');
  if (read === null) {
    into.fail(parcelRef, notATime(scan.date, 'scanEvents.date'));
    return null;
  }
  const { exceptionCode, eventType, scanLocation: at } = scan;
  const place = placeOf({
    city: at?.city,
    region: at?.stateOrProvinceCode,
    postalCode: at?.postalCode,
    country: at?.countryCode,
  });
  const own = [eventType, exceptionCode].filter(Boolean).join('/');
  const codes = { carrierRow: rowOf(scan), row: undefined, statusRow: undefined };
  const text = scan.exceptionDescription || scan.eventDescription;
  return codedLine({ at: dayIfMidnight(read), codes, code: own, own, text, place }, { parcelRef, into });
}

/** The event says where; where it is an exception or a delay, the exception's code, the delay and the text say why. */
function rowOf({ eventType, exceptionCode, exceptionDescription, delayDetail }: Scan): Row | undefined {
  const row = rowIn(FEDEX_CODES.rows, eventType ?? '');
  if (row?.milestone === 'delivered') return damagedOr(row, exceptionDescription);
  if (row?.isVague !== true) return row;
  const isWeather = delayDetail?.type === 'WEATHER' && row.reason === 'operational_delay';
  return findExceptionRow(exceptionCode) ?? (isWeather ? opens('weather', row.basis) : row);
}

/** "Delivered, damaged": the end, and somebody must act. */
function damagedOr(delivered: Row, text: string | null | undefined): Row {
  const said = findPhrase(text ?? '');
  return said?.milestone === 'delivered' && said.reason !== undefined ? said : delivered;
}

/** FedEx Track API docs, error codes. */
export function refusal({ code, message }: FedexError): ReadingError {
  if (code.endsWith('NOTFOUND')) return { code: 'not_found', message };
  return { code: code.startsWith('TRACKING.') ? 'invalid' : 'unavailable', message };
}
