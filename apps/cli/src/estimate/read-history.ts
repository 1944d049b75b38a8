import { parse } from 'csv-parse/sync';
import { CommandFailed } from '../command.js';

/** One order of a history. Days are counted from 1970, with fractions, in the file's own local time. */
export interface PastOrder {
  readonly orderId: string;
  readonly purchasedDay: number;
  readonly handedOverDay: number | null;
  readonly deliveredDay: number | null;
  /** The end of the date that the shop promised. */
  readonly promisedDay: number | null;
}

const DAY_MS = 86_400_000;
const COLUMNS = ['order_id', 'purchased_at', 'carrier_handover_at', 'delivered_at', 'promised_date'] as const;
type Row = Readonly<Record<(typeof COLUMNS)[number], string | undefined>>;

/**
 * Reads a history of orders. A row without an id or a purchase is left out; any other date that is missing or cannot be
 * is taken as unknown. The status is not read: at the time nobody knew it.
 * @throws CommandFailed naming a column that is missing
 */
export function readHistory(text: string): {
  readonly orders: readonly PastOrder[];
  readonly leftOut: number;
} {
  const rows = parseRows(text);
  const known = new Set(Object.keys(rows[0] ?? {}));
  const missing = rows.length === 0 ? [] : COLUMNS.filter((column) => !known.has(column));
  if (missing.length > 0) throw new CommandFailed(`column ${missing.join(', ')} is missing`);
  const orders = rows.map(toOrder).filter((order) => order !== null);
  return { orders, leftOut: rows.length - orders.length };
}

function parseRows(text: string): readonly Row[] {
  try {
    return parse<Row>(text, {
      columns: true,
      bom: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    });
  } catch (error) {
    throw new CommandFailed(`not CSV: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function toOrder(row: Row): PastOrder | null {
  const purchasedDay = dayOf(row.purchased_at);
  const orderId = row.order_id ?? '';
  if (purchasedDay === null || orderId === '') return null;
  const after = (day: number | null): number | null => (day !== null && day >= purchasedDay ? day : null);
  const promised = dayOf(row.promised_date);
  const handedOverDay = after(dayOf(row.carrier_handover_at));
  return {
    orderId,
    purchasedDay,
    handedOverDay,
    deliveredDay: after(dayOf(row.delivered_at)),
    promisedDay: promised === null ? null : Math.floor(promised) + 1,
  };
}

/** `2017-07-03T14:00:00`, `2017-07-03 14:00:00` or a date; as it stands, whatever the zone. */
function dayOf(text: string | undefined): number | null {
  const match = /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?))?/.exec(text ?? '');
  if (match === null) return null;
  const millis = Date.parse(`${match[1]}T${match[2] ?? '00:00'}Z`);
  return Number.isNaN(millis) ? null : millis / DAY_MS;
}

/** As the file writes it. */
export function toWallTime(day: number): string {
  return new Date(Math.round((day * DAY_MS) / 1_000) * 1_000).toISOString().slice(0, 19);
}
