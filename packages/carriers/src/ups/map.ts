import { carrierId, trackingNumber, type CarrierEta, type EventTime, type ParcelRef } from '@tidings/domain';
import { noise, type Row } from '../code-table.js';
import { codedLine } from '../coded-line.js';
import { invalid, notATime, type ReadingCollector } from '../collect-reading.js';
import { composeReport, oldestFirst, placeOf, type Line } from '../compose-report.js';
import type { ReadingContext } from '../port.js';
import { deliveredToSender } from '../delivered-to-sender.js';
import { readRows } from '../read-rows.js';
import { readTimestamp } from '../time/read-timestamp.js';
import { fromCompact, offsetBetween } from '../time/rewrite-time.js';
import { dayOf, estimateLine } from '../tracker-lines.js';
import { findRow, isUnexplained } from './codes.js';
import { activitySchema, packageSchema, type Activity, type Alert, type Package } from './wire.js';

export function readPackage(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = packageSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'package'));
  const { activity, ...parcel } = parsed.data;
  const parcelRef = parcelRefOf(parcel.trackingNumber);
  const rows = readRows(activity, activitySchema, { into, parcelRef, path: 'activity' });
  const told = oldestFirst(rows, ({ date, time }) => fromCompact(date, time)).flatMap(
    (row) => readActivity(row, parcelRef, into) ?? [],
  );
  const lines = deliveredToSender(told, ({ row }) => row.physical);
  report(
    { parcelRef, lines: [...lines, ...partnerLines(parcel, lines)], eta: estimateOf(parcel) },
    context,
    into,
  );
}

/** An alert is one activity of one parcel: its history comes by polling. */
export function readAlert(alert: Alert, context: ReadingContext, into: ReadingCollector): void {
  const parcelRef = parcelRefOf(alert.trackingNumber);
  const line = readActivity(activityOf(alert), parcelRef, into);
  const eta = dayOf(fromCompact(alert.scheduledDeliveryDate ?? '', null));
  report({ parcelRef, lines: line === null ? [] : [line], eta }, context, into);
}

interface Told {
  readonly parcelRef: ParcelRef;
  readonly lines: readonly Line[];
  readonly eta: CarrierEta | undefined;
}

function report({ parcelRef, lines, eta }: Told, context: ReadingContext, into: ReadingCollector): void {
  const estimate = estimateLine(lines, eta, 'code');
  const all = estimate === null ? lines : [...lines, estimate];
  if (all.length > 0) return into.report(composeReport({ parcelRef, orderNumber: null }, all, context));
  into.fail(parcelRef, { code: 'not_found', message: `UPS has nothing on ${parcelRef.number} yet` });
}

function parcelRefOf(number: string): ParcelRef {
  return { carrier: carrierId('ups'), number: trackingNumber(number) };
}

const NOWHERE = { city: null, stateProvince: null, postalCode: null, country: null };

function activityOf(alert: Alert): Activity {
  const { city, stateProvince, postalCode, country } = alert.activityLocation ?? NOWHERE;
  const { descriptionCode, ...status } = alert.activityStatus;
  return {
    date: alert.localActivityDate,
    time: alert.localActivityTime,
    gmtDate: alert.gmtActivityDate,
    gmtTime: alert.gmtActivityTime,
    gmtOffset: alert.gmtOffset,
    status: { ...status, statusCode: descriptionCode },
    location: { address: { city, stateProvince, postalCode, countryCode: country } },
  };
}

function readActivity(activity: Activity, parcelRef: ParcelRef, into: ReadingCollector): Line | null {
  const at = timeOf(activity);
  if (at === null) {
    into.fail(parcelRef, notATime(`${activity.date} ${activity.time ?? ''}`, 'activity.date'));
    return null;
  }
  const { status, logicalScan, location } = activity;
  const found = findRow(status);
  const code = [status.statusCode, status.type, status.code].filter(Boolean).join('/');
  const { city, stateProvince: region, postalCode, countryCode: country } = location?.address ?? {};
  if (isUnexplained(status)) into.unknownCode(code, status.description || code, parcelRef.number);
  const line = codedLine(
    {
      at,
      codes: {
        carrierRow: found && (logicalScan === true ? { ...found, physical: false } : found),
        row: undefined,
        statusRow: undefined,
      },
      code,
      text: status.description?.trim(),
      place: placeOf({ city, region, postalCode, country }),
    },
    { parcelRef, into },
  );
  return { ...line, said: code, ...retraction(line.row) };
}

/** A correction takes back the milestone that its row names, and reaches none. */
function retraction(row: Row): Partial<Line> {
  if (row.kind !== 'correction' || row.milestone === undefined) return {};
  const { milestone, ...correction } = row;
  return { row: correction, retracts: { milestone } };
}

/** The wall time with UPS's own offset, `-05:00` or `-04.00`, or the one by which the time in GMT differs. */
function timeOf({ date, time, gmtDate, gmtTime, gmtOffset }: Activity): EventTime | null {
  const wall = fromCompact(date, time);
  if (wall.length <= DATE_LENGTH) return readTimestamp(wall, 'stated');
  const offset = gmtOffset || offsetBetween(wall, fromCompact(gmtDate ?? '', gmtTime));
  return readTimestamp(wall + offset, 'stated') ?? readTimestamp(wall, 'stated');
}

const DATE_LENGTH = 10;

/** The rescheduled date before the scheduled one; what UPS writes after the delivery is no estimate. */
function estimateOf({ deliveryDate }: Omit<Package, 'activity'>): CarrierEta | undefined {
  for (const wanted of ['RDD', 'SDD']) {
    const dates = (deliveryDate ?? [])
      .filter(({ type }) => type === wanted)
      .map(({ date }) => fromCompact(date, null));
    const eta = dayOf(dates.toSorted().at(-1));
    if (eta !== undefined) return eta;
  }
  return undefined;
}

const PARTNER: Row = {
  ...noise('UPS Track API docs, alternateTrackingNumber'),
  kind: 'link',
  reason: 'transferred_to_partner',
};

/** The number under which the post office delivers what UPS brought it. */
function partnerLines(
  { alternateTrackingNumber: others }: Omit<Package, 'activity'>,
  lines: readonly Line[],
): Line[] {
  const [first] = lines.toSorted((a, b) => (a.at.wall < b.at.wall ? -1 : 1));
  const number = others?.find(({ type }) => type === 'USPS_PIC')?.number;
  if (first === undefined || number === undefined) return [];
  const link = { carrier: 'usps', number: trackingNumber(number), relation: 'partner' } as const;
  const said = `partner/${link.number}`;
  return [{ at: first.at, row: PARTNER, confidence: 'code', code: 'USPS_PIC', text: said, said, link }];
}
