import { carrierId, trackingNumber, type ParcelRef } from '@tidings/domain';
import { compact } from '../compact.js';
import { composeReport, oldestFirst, sortKeyOf, type Line, type Subject } from '../compose-report.js';
import type { ParcelReport, ReadingContext } from '../port.js';
import { readTimestamp } from '../time/read-timestamp.js';
import { rowOf } from './codes.js';
import type { GenericBody, GenericEvent } from './wire.js';

export function readBody(
  { parcel, orderNumber, events }: GenericBody,
  context: ReadingContext,
): ParcelReport {
  const subject: Subject = {
    parcelRef: parcel === undefined ? null : parcelRefOf(parcel),
    orderNumber: orderNumber ?? null,
  };
  const lines = events.flatMap((event) => lineOf(event) ?? []);
  return composeReport(subject, oldestFirst(lines, sortKeyOf), context);
}

function parcelRefOf(parcel: NonNullable<GenericBody['parcel']>): ParcelRef {
  const { carrier, trackingNumber: number, uniqueId, shipDate } = parcel;
  return compact({ carrier: carrierId(carrier), number: trackingNumber(number), uniqueId, shipDate });
}

function lineOf(event: GenericEvent): Line | null {
  const at = readTimestamp(event.at, 'stated');
  if (at === null) return null;
  const row = rowOf(event);
  const text = event.text ?? event.type;
  const code =
    event.code ?? [event.type, 'reason' in event ? event.reason : undefined].filter(Boolean).join('/');
  return {
    at,
    row,
    confidence: 'code',
    code,
    text,
    said: saidBy(event, code),
    place: event.place,
    ...extras(event),
  };
}

/** Two estimates, links or corrections of one second are different reports. */
function saidBy(event: GenericEvent, code: string): string {
  if (event.type === 'eta') return `${code}/${event.eta.from}/${event.eta.to}`;
  if (event.type === 'correction') return `${code}/${event.retracts}`;
  if (event.type === 'replaced_by') return `${code}/${trackingNumber(event.trackingNumber)}`;
  return event.type === 'note' && event.code === undefined ? (event.text ?? code) : code;
}

function extras(event: GenericEvent): Partial<Line> {
  if (event.type === 'correction') return { retracts: { milestone: event.retracts } };
  if (event.type === 'replaced_by') {
    const { carrier, trackingNumber: number } = event;
    return { link: { carrier: carrierId(carrier), number: trackingNumber(number), relation: 'replaced_by' } };
  }
  return 'eta' in event && event.eta !== undefined ? { carrierEta: event.eta } : {};
}
