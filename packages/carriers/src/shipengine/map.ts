import { carrierId, trackingNumber, type EventTime, type ParcelRef } from '@tidings/domain';
import { findCarrierRow } from '../carrier-codes.js';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext } from '../port.js';
import { readRows } from '../read-rows.js';
import { readTimestamp } from '../time/read-timestamp.js';
import { offsetBetween } from '../time/rewrite-time.js';
import { dayOf, estimateLine, statusLine } from '../tracker-lines.js';
import { findRow, findStatusRow } from './codes.js';
import { eventSchema, trackSchema, type Event, type Track } from './wire.js';

/** @param carrier as the push's address names it; the tracking itself seldom does */
export function readTrack(
  payload: unknown,
  { carrier, ...context }: ReadingContext & { readonly carrier: string | null },
  into: ReadingCollector,
): void {
  const parsed = trackSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error));
  const track = parsed.data;
  const named = (carrier ?? track.carrier_code) || context.askedFor?.carrier || '';
  const parcelRef = { carrier: carrierOf(named), number: trackingNumber(track.tracking_number) };
  const lines = linesOf(track, parcelRef, into);
  if (lines.length > 0) return into.report(composeReport({ parcelRef, orderNumber: null }, lines, context));
  into.fail(parcelRef, { code: 'not_found', message: `ShipEngine has nothing on ${parcelRef.number} yet` });
}

/** ShipEngine sells these carriers' labels under names of its own. */
const SOLD_AS: ReadonlyMap<string, string> = new Map([
  ['stamps_com', 'usps'],
  ['endicia', 'usps'],
  ['ups_walleted', 'ups'],
  ['fedex_walleted', 'fedex'],
]);

function carrierOf(name: string): string {
  return SOLD_AS.get(name) ?? (carrierId(name.slice(0, 40)) || 'unknown');
}

function linesOf(track: Track, parcelRef: ParcelRef, into: ReadingCollector): readonly Line[] {
  const events = readRows(track.events, eventSchema, { into, parcelRef, path: 'events' });
  const lines = oldestFirst(events, writtenTime).flatMap((event) => readEvent(event, parcelRef, into) ?? []);
  const otherwiseAt = readTimestamp(track.actual_delivery_date ?? '', 'assumed');
  const row = findRow(track.status_code, track.status_detail_code);
  const own = statusLine(track.status_code, row, { lines, otherwiseAt });
  if (own !== null) lines.push(own);
  const estimate = estimateLine(lines, dayOf(track.estimated_delivery_date));
  if (estimate !== null) lines.push(estimate);
  return lines;
}

function writtenTime(event: Event): string {
  return event.occurred_at ?? event.event_date ?? '';
}

function readEvent(event: Event, parcelRef: ParcelRef, into: ReadingCollector): Line | null {
  const at = timeOf(event);
  if (at === null) {
    into.fail(parcelRef, notATime(writtenTime(event), 'events.occurred_at'));
    return null;
  }
  const own = event.carrier_status_code || event.event_code;
  const { status_code: status, status_detail_code: detail } = event;
  const codes = {
    carrierRow: findCarrierRow(parcelRef.carrier, own),
    row: findRow(status ?? '', detail),
    statusRow: findStatusRow(status ?? ''),
  };
  const code = [status, detail].filter(Boolean).join('/');
  return codedLine(
    { at, codes, code, own, text: event.description, place: placeOfEvent(event) },
    { parcelRef, into },
  );
}

/**
 * The carrier's wall time, and UTC beside it. Their difference is the offset of the account rather than of the place (a scan
 * in Oakland stood at UTC-4): good to sort by, never to show.
 */
function timeOf(event: Event): EventTime | null {
  const utc = writtenTime(event);
  const wall = event.carrier_occurred_at;
  if (!wall) return readTimestamp(utc, 'assumed');
  const isLocal = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/.test(wall);
  return readTimestamp(isLocal ? wall + offsetBetween(wall, utc.replace(/Z$/, '')) : wall, 'assumed');
}

function placeOfEvent(event: Event): Line['place'] {
  return placeOf({
    city: event.city_locality,
    region: event.state_province,
    postalCode: event.postal_code,
    country: event.country_code,
  });
}
