import { rowIn, type Row } from '../code-table.js';
import type { CarrierPlugin } from '../port.js';
import { findPhrase, KNOWN_PHRASES } from './known-phrases.js';

/** Below it two texts have no more in common than two texts about parcels have. */
const ALIKE = 0.4;

/**
 * What an unknown code may mean, for the person who writes its row: by a phrase that its text begins with, by a part of the code
 * that a table knows, or by the known phrase whose words are most alike. Null where nothing comes near. Never applied by itself.
 */
export function suggestMeaning(
  { codeTables }: CarrierPlugin,
  { code, text }: { readonly code: string; readonly text: string },
): string | null {
  const phrase = findPhrase(text);
  if (phrase !== undefined) return `${describe(phrase)}, as its text is a known phrase`;
  for (const part of code.split('/').toReversed()) {
    for (const { name, rows } of codeTables) {
      const row = rowIn(rows, part);
      if (row !== undefined) return `${describe(row)}, as ${part} is in the table "${name}"`;
    }
  }
  const [nearest] = Object.entries(KNOWN_PHRASES.rows)
    .map(([known, row]) => ({ known, row, likeness: likenessOf(text, known) }))
    .toSorted((a, b) => b.likeness - a.likeness);
  if (nearest === undefined || nearest.likeness < ALIKE) return null;
  return `${describe(nearest.row)}, as its text is like "${nearest.known}"`;
}

function describe({ kind, milestone, reason, actor }: Row): string {
  return [kind, milestone, reason, actor === 'nobody' ? undefined : `${actor} acts`]
    .filter(Boolean)
    .join(' ');
}

/** The share of words that two texts have in common, 0..1. */
function likenessOf(one: string, other: string): number {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  const common = [...a].filter((word) => b.has(word)).length;
  return common / Math.max(1, new Set([...a, ...b]).size);
}

function wordsOf(text: string): ReadonlySet<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]{3,}/gu) ?? []);
}
