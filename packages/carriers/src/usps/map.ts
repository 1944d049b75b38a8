import { trackingNumber, type EventTime, type ParcelRef } from '@tidings/domain';
import { rowIn, type Row } from '../code-table.js';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext } from '../port.js';
import { readRows } from '../read-rows.js';
import { dayIfMidnight, readTimestamp } from '../time/read-timestamp.js';
import { dayOf, estimateLine } from '../tracker-lines.js';
import { USPS_CODES } from './codes.js';
import { errorSchema, eventSchema, trackSchema, type Event } from './wire.js';
import { readError } from './read-error.js';

export interface UspsTrack {
  readonly parcelRef: ParcelRef;
  readonly events: readonly Event[];
  /** A time of which the date counts, or a date. */
  readonly expected: string | null | undefined;
}

/** One parcel of v3, or the error that stands in its place where many were asked for. */
export function readTrack(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const refused = errorSchema.safeParse((payload as { error?: unknown } | null)?.error);
  if (refused.success) return into.fail(null, readError(refused.data));
  const parsed = trackSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error));
  const { trackingNumber: told, trackingEvents, ...track } = parsed.data;
  const number = told ?? context.askedFor?.number;
  if (number === undefined)
    return into.fail(null, { code: 'invalid', message: 'no tracking number', field: 'trackingNumber' });
  const parcelRef = { carrier: 'usps', number: trackingNumber(number) };
  const events = readRows(trackingEvents, eventSchema, { into, parcelRef, path: 'trackingEvents' });
  if (events.length === 0 && isUnderWay(track.statusCategory)) return into.fail(parcelRef, SUMMARY_ONLY);
  const expected = track.expectedDeliveryTimeStamp ?? track.predictedDeliveryTimeStamp;
  reportTrack({ parcelRef, events, expected }, context, into);
}

/** A summary knows the status and not since when: of no use, and no sign that USPS has nothing. */
const SUMMARY_ONLY = {
  code: 'invalid',
  message: 'a status without its events: ask with expand=DETAIL',
  field: 'trackingEvents',
} as const;

function isUnderWay(category: string | null | undefined): boolean {
  return Boolean(category) && category !== 'Pre-Shipment';
}

export function reportTrack(track: UspsTrack, context: ReadingContext, into: ReadingCollector): void {
  const { parcelRef, events, expected } = track;
  const lines = oldestFirst(events, (event) => event.eventTimestamp).flatMap(
    (event) => readEvent(event, parcelRef, into) ?? [],
  );
  const estimate = estimateLine(lines, dayOf(expected), 'code');
  if (estimate !== null) lines.push(estimate);
  if (lines.length > 0) return into.report(composeReport({ parcelRef, orderNumber: null }, lines, context));
  into.fail(parcelRef, { code: 'not_found', message: `USPS has nothing on ${parcelRef.number} yet` });
}

function readEvent(event: Event, parcelRef: ParcelRef, into: ReadingCollector): Line | null {
  const row = rowIn(USPS_CODES.rows, event.eventCode ?? '');
  const at = timeOf(event, row);
  if (at === null) {
    into.fail(parcelRef, notATime(event.eventTimestamp, 'trackingEvents.eventTimestamp'));
    return null;
  }
  const {
    eventCode: own,
    eventCity: city,
    eventState: region,
    eventZIP: postalCode,
    eventCountry: country,
  } = event;
  return codedLine(
    {
      at,
      codes: { carrierRow: row, row: undefined, statusRow: undefined },
      code: own ?? '',
      own,
      text: event.eventType,
      place: placeOf({ city, region, postalCode, country }),
    },
    { parcelRef, into },
  );
}

/** What was announced has a date; its midnight is no hour. */
function timeOf({ eventTimestamp, GMTOffset }: Event, row: Row | undefined): EventTime | null {
  const hasClock = eventTimestamp.length > 'yyyy-mm-dd'.length;
  const at =
    readTimestamp(hasClock ? eventTimestamp + (GMTOffset ?? '') : eventTimestamp, 'stated') ??
    readTimestamp(eventTimestamp, 'stated');
  return at !== null && row?.milestone === 'label_created' ? dayIfMidnight(at) : at;
}
