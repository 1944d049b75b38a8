import { rowIn, type CodeTable, type Row } from './code-table.js';
import { FEDEX_CODES } from './fedex/codes.js';
import { USPS_CODES } from './usps/codes.js';

/** The carriers' own codes, which aggregators carry along and which outrank what they make of them. */
const TABLES: ReadonlyMap<string, CodeTable> = new Map([
  ['fedex', FEDEX_CODES],
  ['usps', USPS_CODES],
]);

export const CARRIER_TABLES: readonly CodeTable[] = [...TABLES.values()];

/** The row of a carrier's own code; undefined for a carrier without a table, no code, and a code that is not in it. */
export function findCarrierRow(carrier: string, code: string | null | undefined): Row | undefined {
  const table = TABLES.get(carrier);
  return table && code ? rowIn(table.rows, code) : undefined;
}
