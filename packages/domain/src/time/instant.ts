import { z } from 'zod';
import { dateOfDay, readDay, twoDigits } from './calendar-date.js';

/**
 * An instant in UTC as ISO 8601 text with milliseconds and `Z`, e.g. `2026-11-22T16:47:51.000Z`.
 * Fixed width: text order is time order, so instants compare with `<`.
 */
export type Instant = string;

/** A date without a time, `YYYY-MM-DD`; it stays a date and never gains an hour. */
export type CalendarDate = string;

const INSTANT_PATTERN = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;

export const instantSchema = z
  .string()
  .regex(INSTANT_PATTERN, {
    error: 'an instant in UTC with milliseconds: 2026-01-31T08:05:00.000Z',
    // What is no instant at all cannot be asked whether it exists.
    abort: true,
  })
  .refine((at) => fromMillis(toMillis(at)) === at, 'an instant that exists: 2026-01-31T08:05:00.000Z');
export const calendarDateSchema = z.iso.date();

const INSTANT_LENGTH = 24;
const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const YEAR_10000_MS = 253_402_300_800_000;

/** Milliseconds since 1970. Reads the fixed width itself: Date.parse was a third of what a forecast costs. */
export function toMillis(at: Instant): number {
  if (at.length !== INSTANT_LENGTH) return Date.parse(at);
  const minutes = twoDigits(at, 11) * 60 + twoDigits(at, 14);
  const millis = twoDigits(at, 17) * 1_000 + twoDigits(at, 20) * 10 + at.charCodeAt(22) - ZERO;
  return readDay(at) * DAY_MS + minutes * MINUTE_MS + millis;
}

/**
 * Throws a RangeError where there is no such instant. Written in one go: a text that is put together from parts is kept as its
 * parts, which costs several times as much to make, to keep and to compare.
 */
export function fromMillis(millis: number): Instant {
  if (!(millis >= 0 && millis < YEAR_10000_MS)) return new Date(millis).toISOString();
  const day = Math.floor(millis / DAY_MS);
  const rest = Math.floor(millis) - day * DAY_MS;
  const date = dateOfDay(day);
  const hour = Math.floor(rest / HOUR_MS);
  const minute = Math.floor(rest / MINUTE_MS) % 60;
  const second = Math.floor(rest / 1_000) % 60;
  const millisecond = rest % 1_000;
  // prettier-ignore
  return String.fromCharCode(
    date.charCodeAt(0), date.charCodeAt(1), date.charCodeAt(2), date.charCodeAt(3), DASH,
    date.charCodeAt(5), date.charCodeAt(6), DASH, date.charCodeAt(8), date.charCodeAt(9), LETTER_T,
    tens(hour), ones(hour), COLON, tens(minute), ones(minute), COLON, tens(second), ones(second), DOT,
    tens(Math.floor(millisecond / 10)), ones(Math.floor(millisecond / 10)), ones(millisecond), LETTER_Z,
  );
}

const ZERO = 48;
const [DASH, DOT, COLON, LETTER_T, LETTER_Z] = [45, 46, 58, 84, 90];

function tens(value: number): number {
  return ZERO + Math.floor(value / 10);
}

function ones(value: number): number {
  return ZERO + (value % 10);
}

export function addHours(at: Instant, hours: number): Instant {
  return fromMillis(toMillis(at) + hours * HOUR_MS);
}

/** Hours from `from` to `to`; negative when `to` lies before. */
export function hoursBetween(from: Instant, to: Instant): number {
  return (toMillis(to) - toMillis(from)) / HOUR_MS;
}

/** The earliest of those given, null when none is. */
export function earliest(instants: readonly (Instant | null | undefined)[]): Instant | null {
  let first: Instant | null = null;
  for (const at of instants) if (at != null && (first === null || at < first)) first = at;
  return first;
}

/** The earliest of those given that lie after `from`, null when none does. */
export function earliestAfter(
  from: Instant,
  instants: readonly (Instant | null | undefined)[],
): Instant | null {
  let first: Instant | null = null;
  for (const at of instants) if (at != null && at > from && (first === null || at < first)) first = at;
  return first;
}
