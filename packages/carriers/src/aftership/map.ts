import { carrierId, trackingNumber, type CarrierEta, type ParcelRef } from '@tidings/domain';
import { findCarrierRow } from '../carrier-codes.js';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext } from '../port.js';
import { readRows } from '../read-rows.js';
import { readTimestamp, trustUnlessZero } from '../time/read-timestamp.js';
import { dayOf, daysOf, estimateLine, statusLine } from '../tracker-lines.js';
import { findRow, findTagRow } from './codes.js';
import { checkpointSchema, trackingSchema, type Checkpoint, type Tracking } from './wire.js';

export function readTracking(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = trackingSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'tracking'));
  const tracking = parsed.data;
  const parcelRef = { carrier: carrierId(tracking.slug), number: trackingNumber(tracking.tracking_number) };
  const lines = linesOf(tracking, parcelRef, into);
  if (lines.length > 0) return into.report(composeReport({ parcelRef, orderNumber: null }, lines, context));
  into.fail(parcelRef, {
    code: 'not_found',
    message: `AfterShip has nothing on ${parcelRef.number} yet (${tracking.subtag ?? tracking.tag})`,
  });
}

function linesOf(tracking: Tracking, parcelRef: ParcelRef, into: ReadingCollector): readonly Line[] {
  const checkpoints = readRows(tracking.checkpoints, checkpointSchema, {
    into,
    parcelRef,
    path: 'checkpoints',
  });
  const rows = oldestFirst(checkpoints, (row) => row.checkpoint_time);
  const lines = rows.flatMap((row) => readRow(row, parcelRef, into) ?? []);
  const own = ownLine(tracking, rows, lines);
  if (own !== null) lines.push(own);
  const estimate = estimateLine(lines, estimateOf(tracking));
  if (estimate !== null) lines.push(estimate);
  return lines;
}

/** What the tracking says and no checkpoint: of one that was told, a lowered alarm among them, the checkpoint says enough. */
function ownLine(tracking: Tracking, rows: readonly Checkpoint[], lines: readonly Line[]): Line | null {
  if (rows.some(({ tag }) => tag === tracking.tag)) return null;
  const otherwiseAt = readTimestamp(tracking.created_at ?? '', 'assumed');
  return statusLine(tracking.tag, findRow(tracking.tag, tracking.subtag), { lines, otherwiseAt });
}

/** The carrier's estimate before AfterShip's own: the two may disagree by months. */
function estimateOf(tracking: Tracking): CarrierEta | undefined {
  const own = tracking.aftership_estimated_delivery_date;
  return (
    dayOf(tracking.courier_estimated_delivery_date?.estimated_delivery_date ?? tracking.expected_delivery) ??
    daysOf(own?.estimated_delivery_date_min, own?.estimated_delivery_date_max) ??
    dayOf(own?.estimated_delivery_date)
  );
}

function readRow(checkpoint: Checkpoint, parcelRef: ParcelRef, into: ReadingCollector): Line | null {
  const { checkpoint_time: time, tag, subtag, raw_tag: own } = checkpoint;
  const at = readTimestamp(time, trustUnlessZero(time));
  if (at === null) {
    into.fail(parcelRef, notATime(time, 'checkpoints.checkpoint_time'));
    return null;
  }
  const carrier = checkpoint.slug ? carrierId(checkpoint.slug) : parcelRef.carrier;
  const codes = {
    carrierRow: findCarrierRow(carrier, own),
    row: findRow(tag, subtag),
    statusRow: findTagRow(tag),
  };
  return codedLine(
    { at, codes, code: subtag || tag, own, text: checkpoint.message, place: placeOfRow(checkpoint) },
    { parcelRef, into },
  );
}

function placeOfRow(row: Checkpoint): Line['place'] {
  return placeOf({
    city: row.city,
    region: row.state,
    postalCode: row.postal_code ?? row.zip,
    country: row.country_iso3 || row.country_name,
    facility: row.city ? null : row.location,
  });
}
