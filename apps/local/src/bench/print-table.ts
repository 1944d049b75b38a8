export type Row = readonly [name: string, value: string];

/** Names to the left, figures to the right. */
export function printTable(title: string, rows: readonly Row[]): void {
  const width = Math.max(...rows.map(([name]) => name.length));
  const digits = Math.max(...rows.map(([, value]) => value.length));
  console.log(`\n${title}`);
  for (const [name, value] of rows) console.log(`  ${name.padEnd(width)}  ${value.padStart(digits)}`);
}

export function round(value: number, decimals = 0): number {
  return Number(value.toFixed(decimals));
}
