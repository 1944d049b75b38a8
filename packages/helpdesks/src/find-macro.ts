import type { Macro } from './ticket.js';

/** The macro of this title, as people compare titles: case and spaces do not count. */
export function findMacro(macros: readonly Macro[], title: string): Macro | null {
  const wanted = comparable(title);
  return macros.find((macro) => comparable(macro.title) === wanted) ?? null;
}

function comparable(title: string): string {
  return title.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase();
}
