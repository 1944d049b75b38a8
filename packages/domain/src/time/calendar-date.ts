import type { CalendarDate } from './instant.js';

const DAY_MS = 86_400_000;
/** From the first of March of the year 0. */
const DAYS_TO_1970 = 719_468;
const MAX_CACHED_DATES = 20_000;
const dates = new Map<number, CalendarDate>();

/** Days since 1970-01-01: dates become numbers that can be counted. Throws a RangeError for what is no date. */
export function dayNumberOf(date: CalendarDate): number {
  if (!isCalendarDate(date)) throw new RangeError(`not a calendar date: ${date}`);
  return readDay(date);
}

export function isCalendarDate(text: string): boolean {
  return text.length === 10 && dateOfDay(readDay(text)) === text;
}

/**
 * The day that a text begins with, unchecked. Years are counted from March, so that the leap day is the last of its
 * year and months before it have the same length in every year.
 */
export function readDay(text: string): number {
  const month = twoDigits(text, 5);
  const year = twoDigits(text, 0) * 100 + twoDigits(text, 2) - (month <= 2 ? 1 : 0);
  const monthsSinceMarch = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * monthsSinceMarch + 2) / 5) + twoDigits(text, 8) - 1;
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return year * 365 + leapDays + dayOfYear - DAYS_TO_1970;
}

const ZERO = 48;

/** The number that two digits of a text make, unchecked. */
export function twoDigits(text: string, index: number): number {
  return (text.charCodeAt(index) - ZERO) * 10 + text.charCodeAt(index + 1) - ZERO;
}

/** Remembered, because formatting dates is most of the cost of counting business days. */
export function dateOfDay(dayNumber: number): CalendarDate {
  const known = dates.get(dayNumber);
  if (known !== undefined) return known;
  if (dates.size >= MAX_CACHED_DATES) dates.clear();
  const instant = new Date(dayNumber * DAY_MS);
  const date = Number.isNaN(instant.getTime()) ? '' : instant.toISOString().slice(0, 10);
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
