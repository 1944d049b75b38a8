import { dateOfDay, weekdayOfDay } from './calendar-date.js';
import { fromMillis, toMillis } from './instant.js';
import type { CalendarDate, Instant } from './instant.js';
import { dayNumberIn, wallToMillis } from './zone-offset.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;
const MINUTES_OF_DAY = 1_440;
const MAX_IDLE_DAYS = 3_660;
const MAX_CACHED_DAYS = 8_192;

/**
 * Which hours count. Without opening hours a working day counts from midnight to midnight (24 h, but where the
 * clocks change), as carriers do; with them only while it is open, as warehouses do. Not to be changed after first use.
 */
export interface WorkCalendar {
  /** IANA: `Europe/Berlin`. */
  readonly zone: string;
  /** ISO weekdays: Monday 1 to Sunday 7. */
  readonly workingDays: readonly number[];
  readonly holidays: ReadonlySet<CalendarDate>;
  /** Minutes after local midnight. */
  readonly opensAt?: number;
  readonly closesAt?: number;
  /** Minutes after local midnight from which on work is left for the next working day. */
  readonly cutOff?: number;
}

interface OpenHours {
  readonly from: number;
  readonly to: number;
  readonly cutOffAt: number;
}

type Days = Map<number, OpenHours | null>;

const knownDays = new WeakMap<WorkCalendar, Days>();

/**
 * Hours that count between two instants; 0 when `to` is not after `from`.
 * Throws a RangeError that names the field of a calendar that cannot be counted in.
 */
export function businessHoursBetween(calendar: WorkCalendar, from: Instant, to: Instant): number {
  const start = toMillis(from);
  const end = toMillis(to);
  let counted = 0;
  const lastDay = dayNumberIn(calendar.zone, end);
  const days = daysOf(calendar);
  for (let day = dayNumberIn(calendar.zone, start); day <= lastDay; day += 1) {
    const open = openHours(calendar, days, day);
    if (open !== null) counted += Math.max(0, Math.min(end, open.to) - Math.max(start, open.from));
  }
  return counted / HOUR_MS;
}

/**
 * The first instant by which that many hours have counted: `businessHoursBetween(calendar, from, result)` is `hours`,
 * to the millisecond. 0 hours give `from` itself.
 */
export function addBusinessHours(calendar: WorkCalendar, from: Instant, hours: number): Instant {
  if (!(hours >= 0 && hours < Infinity)) throw new RangeError(`hours must be 0 or more: ${hours}`);
  const start = toMillis(from);
  let remaining = Math.round(hours * HOUR_MS);
  if (remaining === 0) return from;
  let idleDays = 0;
  const days = daysOf(calendar);
  for (let day = dayNumberIn(calendar.zone, start); idleDays < MAX_IDLE_DAYS; day += 1) {
    const open = openHours(calendar, days, day);
    const begins = open === null ? start : Math.max(start, open.from);
    const counted = open === null ? 0 : Math.max(0, open.to - begins);
    if (counted >= remaining) return fromMillis(begins + remaining);
    remaining -= counted;
    idleDays = counted === 0 ? idleDays + 1 : 0;
  }
  throw new RangeError(`holidays: no working day within ${MAX_IDLE_DAYS} days of ${from}`);
}

/** From when on work that came in at `at` counts: after the cut-off of a working day, from its closing. */
export function workStartsAt(calendar: WorkCalendar, at: Instant): Instant {
  const millis = toMillis(at);
  const open = openHours(calendar, daysOf(calendar), dayNumberIn(calendar.zone, millis));
  return open !== null && millis >= open.cutOffAt && millis < open.to ? fromMillis(open.to) : at;
}

/** When the working day ends that is under way at `at`; null while nobody works. */
export function workEndsAt(calendar: WorkCalendar, at: Instant): Instant | null {
  const millis = toMillis(at);
  const open = openHours(calendar, daysOf(calendar), dayNumberIn(calendar.zone, millis));
  return open !== null && millis >= open.from && millis < open.to ? fromMillis(open.to) : null;
}

function daysOf(calendar: WorkCalendar): Days {
  let days = knownDays.get(calendar);
  if (days === undefined) {
    refuseUncountable(calendar);
    days = new Map();
    knownDays.set(calendar, days);
  }
  return days;
}

function openHours(calendar: WorkCalendar, days: Days, day: number): OpenHours | null {
  const known = days.get(day);
  if (known !== undefined) return known;
  if (days.size >= MAX_CACHED_DAYS) days.clear();
  const open = describeDay(calendar, day);
  days.set(day, open);
  return open;
}

function describeDay(calendar: WorkCalendar, day: number): OpenHours | null {
  if (!calendar.workingDays.includes(weekdayOfDay(day)) || calendar.holidays.has(dateOfDay(day))) return null;
  const at = (minutes: number): number => wallToMillis(calendar.zone, day * DAY_MS + minutes * MINUTE_MS);
  const closesAt = calendar.closesAt ?? MINUTES_OF_DAY;
  return { from: at(calendar.opensAt ?? 0), to: at(closesAt), cutOffAt: at(calendar.cutOff ?? closesAt) };
}

function refuseUncountable({ workingDays, opensAt = 0, closesAt = MINUTES_OF_DAY }: WorkCalendar): void {
  if (
    workingDays.length === 0 ||
    !workingDays.every((day) => Number.isInteger(day) && day >= 1 && day <= 7)
  ) {
    throw new RangeError(`workingDays: at least one ISO weekday, 1 to 7: [${workingDays.join(', ')}]`);
  }
  if (!(opensAt >= 0 && opensAt < closesAt && closesAt <= MINUTES_OF_DAY)) {
    throw new RangeError(`opensAt, closesAt: minutes of a day, in order: ${opensAt}, ${closesAt}`);
  }
}
