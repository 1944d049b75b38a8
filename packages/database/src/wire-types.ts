import pg from 'pg';

type Parse = (text: string) => unknown;

/**
 * A count or a position, never an amount or an id from outside.
 * @throws RangeError rather than a rounded number
 */
export function parseInt8(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`bigint ${text} does not fit a number without rounding`);
  return value;
}

const UTC_TIMESTAMP = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2})(?:\.(\d{1,6}))?\+00$/;

/**
 * A timestamptz of a session in UTC (`2026-01-31 08:05:00.123456+00`) as an instant in milliseconds with `Z`.
 * @throws RangeError for what an instant cannot be: `infinity`, years before Christ
 */
export function parseInstant(text: string): string {
  const [, date, time, fraction = ''] = UTC_TIMESTAMP.exec(text) ?? [];
  if (date === undefined) throw new RangeError(`timestamptz '${text}' is not an instant in UTC`);
  return `${date}T${time}.${fraction.slice(0, 3).padEnd(3, '0')}Z`;
}

/** bigint as number, timestamptz as an ISO instant, date as `YYYY-MM-DD`; per pool, since pg's own table is global. */
export const wireTypes = new pg.TypeOverrides();

const TEXT_ARRAY = 1009;
// @types/pg takes a parser's argument for a type id; it is the text.
const textArrayParser: unknown = wireTypes.getTypeParser(TEXT_ARRAY);
const parseTextArray = textArrayParser as (text: string) => (string | null)[];

function setParser(oid: { readonly scalar: number; readonly array: number }, parse: Parse): void {
  wireTypes.setTypeParser(oid.scalar, parse);
  wireTypes.setTypeParser(oid.array, (text: string) =>
    parseTextArray(text).map((entry) => (entry === null ? null : parse(entry))),
  );
}

setParser({ scalar: pg.types.builtins.INT8, array: 1016 }, parseInt8);
setParser({ scalar: pg.types.builtins.TIMESTAMPTZ, array: 1185 }, parseInstant);
setParser({ scalar: pg.types.builtins.DATE, array: 1182 }, (text) => text);
