import { addDays, dateOfDay, dayNumberOf } from './calendar-date.js';
import { fromMillis, toMillis } from './instant.js';
import type { CalendarDate, Instant } from './instant.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** No zone changes its offset twice within a week, so a week is described by at most one change. */
const STRETCH_MS = 7 * DAY_MS;
const MAX_CACHED_STRETCHES = 4_096;
const MAX_CACHED_DATES = 4_096;

interface Stretch {
  readonly beforeMs: number;
  readonly afterMs: number;
  readonly changesAt: number;
}

/** Asking Intl costs microseconds; a week of a zone is asked once. */
class ZoneOffsets {
  /** When dates are over: an order is asked about the same few at every look. */
  readonly ends = new Map<CalendarDate, Instant>();
  readonly #format: Intl.DateTimeFormat;
  readonly #stretches = new Map<number, Stretch>();

  constructor(zone: string) {
    this.#format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
  }

  at(millis: number): number {
    const index = Math.floor(millis / STRETCH_MS);
    let stretch = this.#stretches.get(index);
    if (stretch === undefined) {
      if (this.#stretches.size >= MAX_CACHED_STRETCHES) this.#stretches.clear();
      stretch = this.#describe(index * STRETCH_MS);
      this.#stretches.set(index, stretch);
    }
    return millis < stretch.changesAt ? stretch.beforeMs : stretch.afterMs;
  }

  #describe(startsAt: number): Stretch {
    const beforeMs = this.#ask(startsAt);
    const afterMs = this.#ask(startsAt + STRETCH_MS - MINUTE_MS);
    if (beforeMs === afterMs) return { beforeMs, afterMs, changesAt: startsAt };
    let low = startsAt;
    let high = startsAt + STRETCH_MS - MINUTE_MS;
    while (high - low > MINUTE_MS) {
      const middle = low + Math.floor((high - low) / 2 / MINUTE_MS) * MINUTE_MS;
      if (this.#ask(middle) === beforeMs) low = middle;
      else high = middle;
    }
    return { beforeMs, afterMs, changesAt: high };
  }

  /** `GMT`, `GMT+05:30`, before standard time `GMT-04:56:02`. */
  #ask(millis: number): number {
    const name = this.#format.formatToParts(millis).find((part) => part.type === 'timeZoneName')?.value ?? '';
    const match = /^GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(name);
    if (match === null) throw new RangeError(`unreadable zone offset: ${name}`);
    const [, sign, hours = '0', minutes = '0', seconds = '0'] = match;
    const size = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
    return sign === '-' ? -size : size;
  }
}

const zones = new Map<string, ZoneOffsets>();

function offsetsOf(zone: string): ZoneOffsets {
  let offsets = zones.get(zone);
  if (offsets === undefined) {
    offsets = new ZoneOffsets(zone);
    zones.set(zone, offsets);
  }
  return offsets;
}

/** How far a zone's clock is ahead of UTC. Throws a RangeError for an unknown IANA zone. */
export function zoneOffsetMs(zone: string, millis: number): number {
  return offsetsOf(zone).at(millis);
}

/** The local day, counted as in `dayNumberOf`. */
export function dayNumberIn(zone: string, millis: number): number {
  return Math.floor((millis + zoneOffsetMs(zone, millis)) / DAY_MS);
}

/** The date on the calendars of a zone at an instant. */
export function dateIn(zone: string, at: Instant): CalendarDate {
  return dateOfDay(dayNumberIn(zone, toMillis(at)));
}

/**
 * When the clocks of a zone show a wall time, itself written as if it were UTC.
 * Shown twice: the first time. Skipped: as far after the change as it lies in the gap.
 */
export function wallToMillis(zone: string, wallMillis: number): number {
  const offsets = offsetsOf(zone);
  const before = offsets.at(wallMillis - DAY_MS);
  const after = offsets.at(wallMillis + DAY_MS);
  const early = wallMillis - before;
  if (before === after || offsets.at(early) === before) return early;
  const late = wallMillis - after;
  return offsets.at(late) === after ? late : early;
}

/** The first instant of a date in a zone. */
export function startOfDate(zone: string, date: CalendarDate): Instant {
  return fromMillis(wallToMillis(zone, dayNumberOf(date) * DAY_MS));
}

/** The first instant in a zone at which a date is over there. */
export function endOfDate(zone: string, date: CalendarDate): Instant {
  const { ends } = offsetsOf(zone);
  const known = ends.get(date);
  if (known !== undefined) return known;
  if (ends.size >= MAX_CACHED_DATES) ends.clear();
  const end = startOfDate(zone, addDays(date, 1));
  ends.set(date, end);
  return end;
}
