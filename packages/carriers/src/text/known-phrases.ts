import type { CodeTable, Row } from '../code-table.js';
import { carrierPhrases } from '../phrases.js';

/**
 * Whole texts, or their beginnings where the key ends in `*`, in lower case. They are asked only where no code says what
 * happened. Never a word inside a text: "delivery attempted" and "undeliverable as addressed" both contain "deliver".
 */
export const KNOWN_PHRASES: CodeTable = {
  name: 'known phrases',
  rows: Object.fromEntries(carrierPhrases.flatMap((phrases) => Object.entries(phrases))),
};

const WHOLE = new Map<string, Row>();
/** By their first word, which no text can leave out; the longest first. */
const BEGINNINGS = new Map<string, { readonly start: string; readonly row: Row }[]>();
for (const [key, row] of Object.entries(KNOWN_PHRASES.rows)) {
  if (!key.endsWith('*')) {
    WHOLE.set(key, row);
    continue;
  }
  const start = key.slice(0, -1);
  const sameWord = BEGINNINGS.get(firstWord(start)) ?? [];
  sameWord.push({ start, row });
  BEGINNINGS.set(
    firstWord(start),
    sameWord.toSorted((a, b) => b.start.length - a.start.length),
  );
}

const LONGEST_PHRASE = 200;

/** What a text says if it is, or begins with, a phrase whose meaning is known; the longest wins. */
export function findPhrase(text: string): Row | undefined {
  const said = text.slice(0, LONGEST_PHRASE).trim().toLowerCase().replace(/\s+/g, ' ').replace(/\.$/, '');
  const beginnings = BEGINNINGS.get(firstWord(said));
  return WHOLE.get(said) ?? beginnings?.find(({ start }) => said.startsWith(start))?.row;
}

function firstWord(text: string): string {
  return /^[\p{L}\p{N}]*/u.exec(text)?.[0] ?? '';
}
