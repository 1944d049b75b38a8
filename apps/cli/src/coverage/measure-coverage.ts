import type { CarrierPlugin, CodeTable, Reading } from '@tidings/carriers';

/** How much of a vendor's own list of codes one of our tables knows. */
export interface ListCoverage {
  readonly table: string;
  readonly codes: number;
  readonly missing: readonly string[];
}

/** The table of a source that a list is about: the one that knows most of it. */
export function coverageOfList(plugin: CarrierPlugin, codes: readonly string[]): ListCoverage {
  const covered = plugin.codeTables.map((table) => ({
    table: table.name,
    codes: codes.length,
    missing: codes.filter((code) => !isKnown(table, code)),
  }));
  const [best] = covered.toSorted((a, b) => a.missing.length - b.missing.length);
  return best ?? { table: 'none', codes: codes.length, missing: codes };
}

/** Spreadsheets drop the zeros that a code of three digits begins with. */
function isKnown({ rows }: CodeTable, code: string): boolean {
  return [code, code.padStart(3, '0')].some((spelling) => Object.hasOwn(rows, spelling));
}

/** How many of the events of a reading no table had a code for. */
export function coverageOfReading(reading: Reading): { readonly events: number; readonly unmapped: number } {
  if ('error' in reading) return { events: 0, unmapped: 0 };
  const events = reading.reports.reduce((sum, report) => sum + report.events.length, 0);
  const unmapped = reading.unmapped.reduce((sum, { count }) => sum + count, 0);
  return { events, unmapped };
}
