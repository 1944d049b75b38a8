import Holidays from 'date-holidays';

/** A country, ISO 3166-1 alpha-2, and where its regions differ one of them: `DE`, `DE-BY`. */
export type HolidayRegion = string;

const known = new Map<string, readonly string[]>();

/**
 * The public holidays of a region in those years, each `YYYY-MM-DD`; empty for a country that the data do not know. Asking the library
 * costs milliseconds a day, so each (region, year) is asked once and kept.
 */
export function publicHolidays(region: HolidayRegion, years: Iterable<number>): ReadonlySet<string> {
  const dates = new Set<string>();
  for (const year of years) for (const date of holidaysOf(region, year)) dates.add(date);
  return dates;
}

function holidaysOf(region: HolidayRegion, year: number): readonly string[] {
  const key = `${region}:${year}`;
  let dates = known.get(key);
  if (dates === undefined) {
    const [country = '', state] = region.toUpperCase().split('-');
    const calendar = state === undefined ? new Holidays(country) : new Holidays(country, state);
    dates = calendar
      .getHolidays(year)
      .filter(({ type }) => type === 'public')
      .map(({ date }) => date.slice(0, 10));
    known.set(key, dates);
  }
  return dates;
}
