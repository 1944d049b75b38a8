import { trackingNumber, type ParcelRef } from '@tidings/domain';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext } from '../port.js';
import { readRows } from '../read-rows.js';
import { readTimestamp } from '../time/read-timestamp.js';
import { fromGerman } from '../time/rewrite-time.js';
import { findRow } from './codes.js';
import { eventSchema, pieceSchema, type Event, type Piece } from './wire.js';

export function readPiece(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = pieceSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'data.data'));
  const piece = parsed.data;
  const parcelRef = { carrier: 'dhl_parcel_de', number: trackingNumber(piece['piece-code']) };
  const events = readRows(eventsIn(piece), eventSchema, { into, parcelRef, path: 'piece-event-list' });
  const timeOf = (event: Event): string => fromGerman(event['event-timestamp']);
  const rows = oldestFirst(events, timeOf).toSorted((a, b) =>
    timeOf(a) < timeOf(b) ? -1 : Number(timeOf(a) > timeOf(b)),
  );
  const lines = rows.flatMap(
    (row, index) => readEvent(row, { parcelRef, into, before: rows[index - 1] }) ?? [],
  );
  if (lines.length > 0) return into.report(composeReport({ parcelRef, orderNumber: null }, lines, context));
  into.fail(parcelRef, {
    code: 'not_found',
    message: `DHL Parcel DE has nothing on ${parcelRef.number} yet`,
  });
}

function eventsIn({ data }: Piece): readonly unknown[] {
  const lists = data == null ? [] : [data].flat();
  return lists.flatMap(({ name, data: rows }) =>
    name === 'piece-event-list' && rows != null ? [rows].flat() : [],
  );
}

interface Around {
  readonly parcelRef: ParcelRef;
  readonly into: ReadingCollector;
  /** The event before: a `STORN` takes it back. */
  readonly before: Event | undefined;
}

function readEvent(event: Event, { parcelRef, into, before }: Around): Line | null {
  const time = event['event-timestamp'];
  const at = readTimestamp(fromGerman(time), 'stated');
  if (at === null) {
    into.fail(parcelRef, notATime(time, 'piece-event-list.event-timestamp'));
    return null;
  }
  const row = rowOf(event);
  const own = [event['standard-event-code'], event.ice, event.ric].filter(Boolean).join('/');
  const codes = { carrierRow: row, row: undefined, statusRow: undefined };
  const place = placeOf({ city: event['event-location'], country: event['event-country'] });
  const text = event['event-text'] || event['event-status'];
  const line = codedLine({ at, codes, code: own, own, text, place }, { parcelRef, into });
  const fallen = before && rowOf(before)?.milestone;
  return row?.kind === 'correction' && fallen !== undefined
    ? { ...line, retracts: { milestone: fallen } }
    : line;
}

function rowOf(event: Event) {
  return findRow({ event: event['standard-event-code'], ice: event.ice, ric: event.ric });
}
