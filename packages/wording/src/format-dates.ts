import type { CalendarDate, EventTime, Instant } from '@tidings/domain';
import type { DateWords } from './catalogue.js';

export interface DateFormat {
  /** `Tue 24 November`; with the year where it is not the reader's present one. */
  date(date: CalendarDate): string;
  /** A `CalendarDate`, or an `Instant` as the date it is for the reader. */
  day(at: string): string;
  dateOf(at: Instant): CalendarDate;
  /** With the hour in the reader's zone, which is named: `Tue 24 November at 14:05 GMT`. For times of our own clock. */
  clock(at: Instant): string;
  interval(from: CalendarDate, to: CalendarDate): string;
  /** When something happened: always the date, the hour only where the source vouches for its zone. */
  moment(at: EventTime): string;
  /** The date at which something happened where it happened. */
  momentDate(at: EventTime): CalendarDate;
}

interface DateSetting {
  readonly locale: string;
  readonly timeZone: string;
  readonly words: DateWords;
  readonly asOf: Instant;
}

const zoneFormats = new Map<string, Intl.DateTimeFormat>();

function zoneFormat(timeZone: string): Intl.DateTimeFormat {
  const known = zoneFormats.get(timeZone);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  zoneFormats.set(timeZone, format);
  return format;
}

const wordFormats = new Map<string, Intl.DateTimeFormat>();

function wordFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale}:${JSON.stringify(options)}`;
  const known = wordFormats.get(key);
  if (known !== undefined) return known;
  const format = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', ...options });
  wordFormats.set(key, format);
  return format;
}

const HOUR_AND_MINUTE = { hour: 'numeric', minute: '2-digit' } as const;

/** Asked for together with the zone, British English would write `09:03` here and `9:03` elsewhere. */
function clockTime(at: Date, locale: string, timeZone: string): string {
  const zone = wordFormat(locale, { timeZone, timeZoneName: 'short' })
    .formatToParts(at)
    .find(({ type }) => type === 'timeZoneName');
  const time = wordFormat(locale, { timeZone, ...HOUR_AND_MINUTE }).format(at);
  return `${time} ${zone?.value ?? timeZone}`;
}

/**
 * True where the wall time is the local time of the place: the source said which place's clock it read, or gave an
 * offset of its own. An offset of zero is what sources without zones also write, so it proves nothing.
 */
function isLocalWall(at: EventTime): boolean {
  if (at.precision === 'day' || at.wall.length === 10) return false;
  return (
    at.zoneFrom === 'place' ||
    (at.zoneFrom === 'carrier' && at.offsetMinutes !== null && at.offsetMinutes !== 0)
  );
}

export function createDateFormat({ locale, timeZone, words, asOf }: DateSetting): DateFormat {
  const dateOf = (at: Instant): CalendarDate => zoneFormat(timeZone).format(new Date(at));
  const thisYear = dateOf(asOf).slice(0, 4);

  const write = (date: CalendarDate, parts: Intl.DateTimeFormatOptions): string =>
    // A comma after the weekday reads as a list of dates inside a sentence in British English.
    wordFormat(locale, parts)
      .format(new Date(`${date}T00:00:00Z`))
      .replace(/^(\p{L}+), (?=\d)/u, '$1 ');

  const withYear = (date: CalendarDate): Intl.DateTimeFormatOptions => ({
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    ...(date.slice(0, 4) === thisYear ? {} : { year: 'numeric' }),
  });
  const date = (value: CalendarDate): string => write(value, withYear(value));

  /** The day alone, where the month follows at once: `Tue 24` of "between Tue 24 and Thu 26 November". */
  const shortStart = (from: CalendarDate, to: CalendarDate): string => {
    const dayFirst = /^\p{L}+ \d/u.test(date(from));
    return dayFirst && from.slice(0, 7) === to.slice(0, 7)
      ? write(from, { weekday: 'short', day: 'numeric' }).replace(/^(\d+) (\p{L}+)$/u, '$2 $1')
      : date(from);
  };

  const timeOfDay = (at: EventTime): string =>
    wordFormat(locale, HOUR_AND_MINUTE).format(new Date(`${at.wall.slice(0, 16)}Z`));

  const momentDate = (at: EventTime): CalendarDate =>
    at.instant !== null && at.zoneFrom === 'carrier' && at.precision !== 'day' && !isLocalWall(at)
      ? dateOf(at.instant)
      : at.wall.slice(0, 10);

  return {
    date,
    day: (at) => date(at.length === 10 ? at : dateOf(at)),
    dateOf,
    clock: (at) => words.at(date(dateOf(at)), clockTime(new Date(at), locale, timeZone)),
    interval: (from, to) =>
      from === to ? words.on(date(from)) : words.between(shortStart(from, to), date(to)),
    moment: (at) => (isLocalWall(at) ? words.at(date(momentDate(at)), timeOfDay(at)) : date(momentDate(at))),
    momentDate,
  };
}
