import { z } from 'zod';

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
  .regex(INSTANT_PATTERN, 'an instant in UTC with milliseconds: 2026-01-31T08:05:00.000Z')
  .refine((at) => !Number.isNaN(Date.parse(at)), 'an instant that exists: 2026-01-31T08:05:00.000Z');
export const calendarDateSchema = z.iso.date();

const HOUR_MS = 3_600_000;

export function toMillis(at: Instant): number {
  return Date.parse(at);
}

export function fromMillis(millis: number): Instant {
  return new Date(millis).toISOString();
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
