import { trackingNumber } from '@tidings/domain';
import { invalid, type ReadingCollector } from '../collect-reading.js';
import type { ReadingContext } from '../port.js';
import { readRows } from '../read-rows.js';
import { fromTwelveHour } from '../time/rewrite-time.js';
import { reportTrack } from './map.js';
import { oldEventSchema, oldTrackSchema, type Event } from './wire.js';

/** USPS Web Tools, TrackV2: `April 28, 2015`, `8:29 am`, no zone; the newest row stands apart from the others. */
export function readWebTools(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = oldTrackSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'TrackResponse.TrackInfo'));
  const { ID, TrackSummary, TrackDetail, ExpectedDeliveryDate, Error: error } = parsed.data;
  if (error) return into.fail(null, { code: 'not_found', message: error.Description });
  const number = ID ?? context.askedFor?.number;
  if (number === undefined)
    return into.fail(null, {
      code: 'invalid',
      message: 'no tracking number',
      field: 'TrackResponse.TrackInfo.ID',
    });
  const parcelRef = { carrier: 'usps', number: trackingNumber(number) };
  const rows = readRows([...TrackSummary, ...TrackDetail], oldEventSchema, {
    into,
    parcelRef,
    path: 'TrackDetail',
  });
  const events = rows.map((row): Event => ({
    eventType: row.Event,
    eventTimestamp: fromTwelveHour(row.EventDate, row.EventTime),
    GMTOffset: null,
    eventCode: row.EventCode,
    eventCity: row.EventCity,
    eventState: row.EventState,
    eventZIP: row.EventZIPCode,
    eventCountry: row.EventCountry,
  }));
  reportTrack(
    { parcelRef, events, expected: fromTwelveHour(ExpectedDeliveryDate ?? '', null) },
    context,
    into,
  );
}
