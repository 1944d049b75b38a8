import type { TrackingReport } from '@tidings/contracts';
import { type Instant, toMillis, type TrackingEvent } from '@tidings/domain';
import type { ParcelState } from './order-aggregate.js';

/** A label may be printed, and even scanned, before the shop tells of it. */
const EARLY_DAYS = 14;
/** No parcel is under way for longer; carriers use a number again after some months. */
const LATE_DAYS = 120;
const DAY_MS = 86_400_000;

/**
 * Whether a report can be about the life of a number that began when this parcel did: carriers use numbers again, and what
 * was delivered half a year ago is another's parcel. A report without a date contradicts nothing.
 */
export function isOfThisLife(createdAt: Instant, { events, parcelRef }: TrackingReport): boolean {
  let first = parcelRef?.shipDate;
  let last = first;
  for (const { at } of events) {
    const day = at.wall.slice(0, 10);
    if (first === undefined || day < first) first = day;
    if (last === undefined || day > last) last = day;
  }
  if (first === undefined || last === undefined) return true;
  return isLifeOf(createdAt, { first: Date.parse(first), last: Date.parse(last) });
}

/** Whether what began then, and nobody's order claimed, may be what a shop's parcel went on as. */
export function isSameLife(createdAt: Instant, beganAt: Instant): boolean {
  const began = toMillis(beganAt);
  return isLifeOf(createdAt, { first: began, last: began });
}

function isLifeOf(createdAt: Instant, told: { readonly first: number; readonly last: number }): boolean {
  const began = toMillis(createdAt);
  return told.last >= began - EARLY_DAYS * DAY_MS && told.first <= began + LATE_DAYS * DAY_MS;
}

/** The carrier's own id of one life, where both have it, decides; several parcels may go under one number. */
export function isSameUnique({ events }: ParcelState, uniqueId: string | undefined): boolean {
  if (uniqueId === undefined) return true;
  const known = new Set(events.flatMap(({ parcelRef }) => parcelRef?.uniqueId ?? []));
  return known.size === 0 || known.has(uniqueId);
}

/** When a parcel began of which only a report tells: with its first event. */
export function beganAt(events: readonly TrackingEvent[], otherwise: Instant): Instant {
  const instants = events.flatMap(({ at }) => at.instant ?? new Date(at.wall.slice(0, 10)).toISOString());
  const [first] = instants.sort();
  return first !== undefined && first < otherwise ? first : otherwise;
}

/** The numbers that a report says go on where its own ends. */
export function successorsOf(events: readonly TrackingEvent[]): { carrier: string; number: string }[] {
  return events.flatMap(({ link }) =>
    link?.relation === 'replaced_by' ? [{ carrier: link.carrier, number: link.number }] : [],
  );
}
