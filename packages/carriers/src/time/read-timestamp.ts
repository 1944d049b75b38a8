import type { EventTime } from '@tidings/domain';

/**
 * How far what is written behind a time may be believed. `Z` often does not mean UTC:
 * - `stated`: the source knows its offsets;
 * - `assumed`: nobody vouches for them; the instant sorts and measures, its hour is never shown;
 * - `false`: local time with a `Z` stamped on: the offset is dropped and no instant is claimed.
 */
export type OffsetTrust = 'stated' | 'assumed' | 'false';

/** For sources that write local times with their offset, and a zero where they know none. */
export function trustUnlessZero(text: string): OffsetTrust {
  return /(?:Z|[+-]00(?:[:.]?00)?)$/i.test(text) ? 'assumed' : 'stated';
}

const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})(?:[T ]((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.\d{1,9})?)?\s?(Z|z|[+-]\d{2}[:.]?\d{2}|[+-]\d{2})?)?$/;

/**
 * Reads `2026-11-20T15:19:00-05:00` and its kin: a space for the `T`, offsets as `+0100`, `+01`, `-04.00`,
 * no offset, no seconds, a date alone. Null for anything else, for impossible dates and for years outside 1990-2099.
 */
export function readTimestamp(text: string, trust: OffsetTrust): EventTime | null {
  const [, date, time, seconds, offset] = TIMESTAMP.exec(text) ?? [];
  if (date === undefined || !isRealDate(date)) return null;
  if (time === undefined) return { ...NO_ZONE, wall: date, precision: 'day' };
  const wall = `${date}T${time}:${seconds ?? '00'}`;
  const local: EventTime = { ...NO_ZONE, wall, precision: seconds === undefined ? 'minute' : 'second' };
  return offset === undefined || trust === 'false' ? local : withOffset(local, offset, trust);
}

function withOffset(local: EventTime, offset: string, trust: OffsetTrust): EventTime | null {
  const offsetMinutes = minutesOf(offset);
  if (Math.abs(offsetMinutes) > MAX_OFFSET_MINUTES) return null;
  return {
    ...local,
    instant: instantOf(local.wall, offsetMinutes),
    offsetMinutes,
    zoneFrom: trust === 'stated' ? 'carrier' : 'assumed',
  };
}

const DAY_MINUTES = 24 * 60;

/** By hand where the day stays the same: most times do, and a calendar costs as much as all else that is read of a row. */
function instantOf(wall: string, offsetMinutes: number): string {
  const minutes = Number(wall.slice(11, 13)) * 60 + Number(wall.slice(14, 16)) - offsetMinutes;
  if (minutes < 0 || minutes >= DAY_MINUTES)
    return new Date(Date.parse(`${wall}Z`) - offsetMinutes * 60_000).toISOString();
  return `${wall.slice(0, 11)}${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}${wall.slice(16)}.000Z`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}

/** The date of a moment given as `2026-11-27T00:00:00Z`: a midnight is a date that lost its shape, not an hour. */
export function readDate(text: string): string | null {
  const date = text.slice(0, 10);
  const hasTail = text.length > 10 && text[10] !== 'T' && text[10] !== ' ';
  return !hasTail && /^\d{4}-\d{2}-\d{2}$/.test(date) && isRealDate(date) ? date : null;
}

/** A midnight to the second is a date that lost its shape: a source that stamps days so cannot mean the hour. */
export function dayIfMidnight(at: EventTime): EventTime {
  const [date = at.wall, clock] = at.wall.split('T');
  return clock === '00:00:00' ? { ...NO_ZONE, wall: date, precision: 'day' } : at;
}

const NO_ZONE = { instant: null, offsetMinutes: null, zoneFrom: 'none' } as const;
const MAX_OFFSET_MINUTES = 18 * 60;

/** Asks the calendar itself: `Date.parse` lets 31 February pass into March. */
function isRealDate(date: string): boolean {
  if (date < '1990' || date >= '2100') return false;
  const [year, month, day] = [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8))];
  const days = month === 2 && year % 4 === 0 ? 29 : DAYS_OF_MONTH[month];
  return days !== undefined && day >= 1 && day <= days;
}

/** From January at 1. From 1990 to 2099 every fourth year is a leap year. */
const DAYS_OF_MONTH: readonly (number | undefined)[] = [
  undefined,
  31,
  28,
  31,
  30,
  31,
  30,
  31,
  31,
  30,
  31,
  30,
  31,
];

function minutesOf(offset: string): number {
  if (offset === 'Z' || offset === 'z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.length > 3 ? offset.slice(-2) : 0);
  return offset.startsWith('-') ? -minutes : minutes;
}
