import { trackingNumber, type CarrierEta, type ParcelRef } from '@tidings/domain';
import { attempt, opens, rowIn, type Row } from '../code-table.js';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { compact } from '../compact.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext, ReadingError } from '../port.js';
import { deliveredToSender } from '../delivered-to-sender.js';
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
  const told = oldestFirst(scans, ({ date }) => date).flatMap((row) => readScan(row, parcelRef, into) ?? []);
  const lines = deliveredToSender(told, () => true);
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
  const own = [scan.eventType, scan.exceptionCode].filter(Boolean).join('/');
  const row = rowOf(scan);
  const text = scan.exceptionDescription || scan.eventDescription || own;
  if (isUnexplained(scan, row)) into.unknownCode(own, text, parcelRef.number);
  const codes = { carrierRow: row, row: undefined, statusRow: undefined };
  const place = placeOfScan(scan);
  return codedLine({ at: dayIfMidnight(read), codes, code: own, own, text, place }, { parcelRef, into });
}

function placeOfScan({ scanLocation: at }: Scan): Line['place'] {
  const { city, stateOrProvinceCode: region, postalCode, countryCode: country } = at ?? {};
  return placeOf({ city, region, postalCode, country });
}

/** Something is wrong, and neither the code that says what nor the text is known. */
function isUnexplained({ exceptionCode, exceptionDescription }: Scan, row: Row | undefined): boolean {
  return row?.isVague === true && Boolean(exceptionCode) && !findPhrase(exceptionDescription ?? '');
}

/** The event says where; where it is an exception or a delay, the exception's code, the delay and the text say why. */
function rowOf(scan: Scan): Row | undefined {
  const row = rowIn(FEDEX_CODES.rows, scan.eventType ?? '');
  if (row?.milestone === 'delivered') return damagedOr(row, scan.exceptionDescription);
  if (row?.isVague !== true) return row;
  const exception = findExceptionRow(scan.exceptionCode) ?? weatherOr(row, scan);
  return row.milestone === 'delivery_attempted' ? attempted(exception) : exception;
}

function weatherOr(row: Row, { delayDetail }: Scan): Row {
  const isWeather = delayDetail?.type === 'WEATHER' && row.reason === 'operational_delay';
  return isWeather ? opens('weather', row.basis) : row;
}

/** A "delivery exception" is an attempt that failed, whatever its reason is called elsewhere. */
function attempted(exception: Row): Row {
  const { kind, milestone, reason = 'unspecified', actor, etaEffect, basis } = exception;
  if (kind !== 'exception_opened' || milestone !== undefined) return exception;
  return attempt(reason, basis, { actor, etaEffect });
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
