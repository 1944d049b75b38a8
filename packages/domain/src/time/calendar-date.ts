import type { CalendarDate } from './instant.js';

const DAY_MS = 86_400_000;
const MAX_CACHED_DATES = 20_000;
const dates = new Map<number, CalendarDate>();

/** Days since 1970-01-01: dates become numbers that can be counted. */
export function dayNumberOf(date: CalendarDate): number {
  const day = Date.parse(date) / DAY_MS;
  if (!Number.isInteger(day)) throw new RangeError(`not a calendar date: ${date}`);
  return day;
}

/** Remembered, because formatting dates is most of the cost of counting business days. */
export function dateOfDay(dayNumber: number): CalendarDate {
  const known = dates.get(dayNumber);
  if (known !== undefined) return known;
  if (dates.size >= MAX_CACHED_DATES) dates.clear();
  const date = new Date(dayNumber * DAY_MS).toISOString().slice(0, 10);
  dates.set(dayNumber, date);
  return date;
}

/** ISO weekday: Monday 1 to Sunday 7. Day 0 (1970-01-01) was a Thursday. */
export function weekdayOfDay(dayNumber: number): number {
  return ((((dayNumber + 3) % 7) + 7) % 7) + 1;
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return dateOfDay(dayNumberOf(date) + days);
}

/** Whole days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return dayNumberOf(to) - dayNumberOf(from);
}
