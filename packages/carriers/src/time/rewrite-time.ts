/**
 * The many ways in which carriers write a wall time, as the one that `readTimestamp` reads. What is not written so comes back
 * as a text that it refuses.
 */

const UNREADABLE = '';

/** `20240423` and `91519` (UPS drops leading zeros) or `09:15:19`; a date alone without a time. */
export function fromCompact(date: string, time: string | null | undefined): string {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(date) ?? [];
  if (year === undefined) return UNREADABLE;
  const clock = (time ?? '').replaceAll(':', '');
  if (clock === '') return `${year}-${month}-${day}`;
  const [, hours, minutes, seconds] = /^(\d{2})(\d{2})(\d{2})$/.exec(clock.padStart(6, '0')) ?? [];
  return hours === undefined ? UNREADABLE : `${year}-${month}-${day}T${hours}:${minutes}:${seconds}`;
}

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/** `April 28, 2015` and `8:29 am`: noon is 12 pm, midnight 12 am. A date alone without a time. */
export function fromTwelveHour(date: string, time: string | null | undefined): string {
  const [, name = '', day = '', year] = /^([a-z]+) (\d{1,2}), (\d{4})$/i.exec(date.trim()) ?? [];
  const month = MONTHS.indexOf(name.toLowerCase()) + 1;
  if (month === 0) return UNREADABLE;
  const clock = time?.trim() ?? '';
  const rewritten = clock === '' ? '' : fromTwelveHourClock(clock);
  return rewritten === null ? UNREADABLE : `${year}-${twoDigits(month)}-${day.padStart(2, '0')}${rewritten}`;
}

function fromTwelveHourClock(clock: string): string | null {
  const [, hour, minutes, half] = /^(0?[1-9]|1[0-2]):(\d{2}) ?([ap])m$/i.exec(clock) ?? [];
  if (hour === undefined) return null;
  return `T${twoDigits((Number(hour) % 12) + (half?.toLowerCase() === 'p' ? 12 : 0))}:${minutes}`;
}

/** `18.03.2016 10:02`. */
export function fromGerman(text: string): string {
  const [, day, month, year, time] = /^(\d{2})\.(\d{2})\.(\d{4})(?: (\d{2}:\d{2}))?$/.exec(text.trim()) ?? [];
  if (day === undefined) return UNREADABLE;
  return `${year}-${month}-${day}${time === undefined ? '' : `T${time}`}`;
}

const QUARTER_HOUR = 15;
const FARTHEST_MINUTES = 14 * 60;

/**
 * The offset of a wall time of which UTC is told too, as `-04:00`; empty where the two cannot be the same moment:
 * no zone is more than 14 hours from UTC or off the quarter-hour.
 */
export function offsetBetween(wall: string, utc: string): string {
  const minutes = (Date.parse(`${wall}Z`) - Date.parse(`${utc}Z`)) / 60_000;
  if (!Number.isInteger(minutes / QUARTER_HOUR) || Math.abs(minutes) > FARTHEST_MINUTES) return '';
  const size = Math.abs(minutes);
  return `${minutes < 0 ? '-' : '+'}${twoDigits(Math.floor(size / 60))}:${twoDigits(size % 60)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, '0');
}
