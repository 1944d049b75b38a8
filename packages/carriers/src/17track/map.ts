import { carrierId, trackingNumber, type EventTime, type ParcelRef } from '@tidings/domain';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext, ReadingError } from '../port.js';
import { readRows } from '../read-rows.js';
import { readTimestamp } from '../time/read-timestamp.js';
import { daysOf, estimateLine, statusLine } from '../tracker-lines.js';
import { carrierNameOf, findMainRow, findRow, findStageRow } from './codes.js';
import { eventSchema, parcelSchema, rejectedSchema, type Event, type Parcel } from './wire.js';

export function readParcel(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = parcelSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'data'));
  const parcel = parsed.data;
  const names = providersOf(parcel).flatMap(({ provider: { key, name, alias } }) =>
    key === parcel.carrier ? [alias, name] : [],
  );
  const carrier = carrierId(carrierNameOf(parcel.carrier, names));
  const parcelRef = { carrier, number: trackingNumber(parcel.number) };
  const lines = linesOf(parcel, parcelRef, into);
  if (lines.length > 0) return into.report(composeReport({ parcelRef, orderNumber: null }, lines, context));
  into.fail(parcelRef, { code: 'not_found', message: `17TRACK has nothing on ${parcelRef.number} yet` });
}

/** Origin and last mile each tell their part. */
function providersOf({ track_info: info }: Parcel) {
  return info?.tracking?.providers ?? [];
}

function linesOf(parcel: Parcel, parcelRef: ParcelRef, into: ReadingCollector): readonly Line[] {
  const lines = providersOf(parcel).flatMap(({ events }) => {
    const rows = readRows(events, eventSchema, { into, parcelRef, path: 'providers.events' });
    return oldestFirst(rows, sortKey).flatMap((row) => readRow(row, parcelRef, into) ?? []);
  });
  const status = parcel.track_info?.latest_status?.status ?? '';
  const own = statusLine(status, findMainRow(status), { lines, otherwiseAt: null });
  if (own !== null) lines.push(own);
  const { from, to } = parcel.track_info?.time_metrics?.estimated_delivery_date ?? {};
  const estimate = estimateLine(lines, daysOf(from, to));
  if (estimate !== null) lines.push(estimate);
  return lines;
}

function sortKey({ time_iso: iso, time_raw: raw }: Event): string {
  return iso ?? `${raw?.date ?? ''}T${raw?.time ?? ''}`;
}

function readRow(event: Event, parcelRef: ParcelRef, into: ReadingCollector): Line | null {
  const at = timeOf(event);
  if (at === null) {
    into.fail(parcelRef, notATime(sortKey(event), 'providers.events.time_iso'));
    return null;
  }
  const code = event.sub_status || event.stage || '';
  const codes = event.sub_status
    ? { row: findRow(code), statusRow: findMainRow(code) }
    : { row: findStageRow(code), statusRow: undefined };
  return codedLine(
    { at, codes, code, text: event.description, place: placeOfRow(event) },
    { parcelRef, into },
  );
}

/** The carrier's own offset where it wrote one; else 17TRACK worked it out, if it could. */
function timeOf({ time_iso: iso, time_raw: raw }: Event): EventTime | null {
  if (iso) return readTimestamp(iso, raw?.timezone ? 'stated' : 'assumed');
  return readTimestamp([raw?.date, raw?.time].filter(Boolean).join('T'), 'stated');
}

function placeOfRow({ address, location }: Event): Line['place'] {
  const { city, state, country, postal_code: postalCode } = address ?? {};
  return placeOf({ city, region: state, postalCode, country, facility: city ? null : location });
}

const NOTHING_YET = -18_019_909;
const NOT_REGISTERED = -18_019_902;

/** 17TRACK API v2.4 docs, error codes. A number that is not registered is a matter of the tracking, not of the parcel. */
export function readRejected(payload: unknown, into: ReadingCollector): void {
  const parsed = rejectedSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'data.rejected'));
  const { code, message } = parsed.data.error;
  into.fail(null, { code: codeOf(code), message });
}

function codeOf(code: number): ReadingError['code'] {
  if (code === NOTHING_YET) return 'not_found';
  return code === NOT_REGISTERED ? 'control' : 'invalid';
}
