import { carrierId, trackingNumber, type CarrierEta, type Confidence, type ParcelRef } from '@tidings/domain';
import { noise, type Row } from '../code-table.js';
import { invalid, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext } from '../port.js';
import { findPhrase } from '../text/known-phrases.js';
import { readDate, readTimestamp, type OffsetTrust } from '../time/read-timestamp.js';
import { findRow } from './codes.js';
import { detailSchema, trackerSchema, type Detail, type Tracker } from './wire.js';

const UNDOCUMENTED = noise('not in the EasyPost API docs');

/**
 * All of EasyPost's times end in `Z`. FedEx's are UTC and UPS's are local time (both seen in deliveries); of the others the
 * docs say that a zone is applied where the place allows it, else UTC is assumed.
 */
const OFFSET_TRUST: Readonly<Record<string, OffsetTrust>> = { fedex: 'stated', ups: 'false' };

export function readTracker(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = trackerSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'tracker'));
  const tracker = parsed.data;
  const parcelRef = { carrier: carrierId(tracker.carrier), number: trackingNumber(tracker.tracking_code) };
  const rows = oldestFirst(readRows(tracker, parcelRef, into), (row) => row.datetime);
  const lines = rows.flatMap((row) => readRow(row, parcelRef, into) ?? []);
  if (lines.length === 0 && findRow(tracker.status, '')?.milestone === undefined) {
    return into.fail(parcelRef, {
      code: tracker.status === 'error' ? 'unavailable' : 'not_found',
      message: `EasyPost has nothing on ${parcelRef.number} yet (status ${tracker.status})`,
    });
  }
  const own = statusLine(tracker, lines);
  if (own !== null) lines.push(own);
  const eta = estimateLine(tracker, lines);
  if (eta !== null) lines.push(eta);
  into.report(composeReport({ parcelRef, orderNumber: null }, lines, context));
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
  const at = readTimestamp(detail.datetime, OFFSET_TRUST[parcelRef.carrier] ?? 'assumed');
  if (at === null) {
    into.fail(parcelRef, {
      code: 'invalid',
      message: `not a time: ${detail.datetime.slice(0, 40)}`,
      field: 'datetime',
    });
    return null;
  }
  const code = [detail.status, detail.status_detail].filter(Boolean).join('/');
  const text = detail.message || detail.description || code;
  const place = placeOfRow(detail);
  const known = findRow(detail.status, detail.status_detail ?? '');
  if (known === undefined) into.unknownCode(code, text, parcelRef.number);
  const { row, confidence } = refine(known ?? UNDOCUMENTED, { text, hasPlace: place !== undefined });
  return {
    at,
    row,
    confidence,
    code: detail.carrier_code || code,
    text,
    said: detail.carrier_code || text,
    place,
    carrierEta: etaOf(detail.est_delivery_date),
  };
}

/** The phrase says more than a vague code; a vague movement is a scan only where somebody noted a place. */
function refine(
  row: Row,
  { text, hasPlace }: { text: string; hasPlace: boolean },
): { row: Row; confidence: Confidence } {
  const phrase = row.isVague === true ? findPhrase(text) : undefined;
  if (phrase !== undefined) return { row: phrase, confidence: 'text' };
  if (row.isVague === true && row.milestone === 'in_transit')
    return { row: { ...row, physical: hasPlace }, confidence: 'aggregator' };
  return { row, confidence: 'aggregator' };
}

/** A tracker may know more than its rows tell: then its own status is one more line, at the time of the last row. */
function statusLine(tracker: Tracker, lines: readonly Line[]): Line | null {
  const row = findRow(tracker.status, '');
  const last = latest(lines);
  if (row?.milestone === undefined || lines.some((line) => line.row.milestone === row.milestone)) return null;
  if (last !== undefined && BEHIND_ITS_ROWS.has(tracker.status)) return null;
  const at = last?.at ?? readTimestamp(tracker.created_at ?? '', 'assumed');
  const said = `tracker/${tracker.status}`;
  return (
    at && { at, row: { ...row, physical: false }, confidence: 'aggregator', code: said, text: said, said }
  );
}

/** Rows say it finer: a tracker "in transit" may have been picked up or have failed a delivery. */
const BEHIND_ITS_ROWS: ReadonlySet<string> = new Set(['pre_transit', 'in_transit']);

/** The estimate is the tracker's, not a row's: told as of the last row, so that the same delivery again is the same event. */
function estimateLine(tracker: Tracker, lines: readonly Line[]): Line | null {
  const carrierEta = etaOf(tracker.carrier_detail?.est_delivery_date_local ?? tracker.est_delivery_date);
  const last = latest(lines);
  if (carrierEta === undefined || last === undefined || SETTLED.has(tracker.status)) return null;
  const said = `estimate/${carrierEta.to}`;
  return {
    at: last.at,
    row: ESTIMATE,
    confidence: 'aggregator',
    code: 'estimate',
    text: said,
    said,
    carrierEta,
  };
}

const SETTLED: ReadonlySet<string> = new Set(['delivered', 'return_to_sender', 'cancelled']);

const ESTIMATE: Row = {
  ...noise('EasyPost API docs, Tracker: est_delivery_date'),
  kind: 'eta_change',
  etaEffect: 'new',
};

/** Their midnight `Z` is a date. */
function etaOf(text: string | null | undefined): CarrierEta | undefined {
  const date = text ? readDate(text) : null;
  return date === null ? undefined : { from: date, to: date };
}

function latest(lines: readonly Line[]): Line | undefined {
  let last = lines[0];
  for (const line of lines) if (last === undefined || line.at.wall >= last.at.wall) last = line;
  return last;
}

function placeOfRow({ tracking_location: at }: Detail): Line['place'] {
  return placeOf({ city: at?.city, region: at?.state, postalCode: at?.zip, country: at?.country });
}
