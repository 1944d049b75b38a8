import { NUMBER_FORMATS, type NumberFormat } from './formats.js';

/** What a number may be. Shapes overlap and check digits pass by chance: proposals, never a decision. */
export interface NumberCandidate {
  /** Our id of the carrier. */
  readonly carrier: string;
  readonly format: string;
  /** Its check digit is right; false where there is none to check. */
  readonly isChecked: boolean;
  /** As the carrier tracks it: without the routing postcode that a label may have before it. */
  readonly number: string;
}

export interface FoundNumber {
  /** As it stands in the text. */
  readonly text: string;
  /** Where it begins in the text, in UTF-16 units. */
  readonly at: number;
  /** Without blanks and hyphens, in upper case. */
  readonly number: string;
  readonly candidates: readonly NumberCandidate[];
}

/** The carriers that a number could be of, those whose check digit it passes first; empty for what is nobody's number. */
export function proposeCarriers(text: string): readonly NumberCandidate[] {
  const number = squeeze(text);
  if (number.length > LONGEST) return [];
  return NUMBER_FORMATS.flatMap((format) => toCandidate(format, number) ?? []).toSorted(
    (a, b) => Number(b.isChecked) - Number(a.isChecked),
  );
}

/**
 * The tracking numbers in what somebody wrote, from left to right, printed in groups or not: the longest wherever several
 * begin. A plain row of digits counts only with its check digit; what has no check digit needs letters of its own.
 */
export function findTrackingNumbers(text: string): readonly FoundNumber[] {
  const groups = groupsOf(text.slice(0, LONGEST_TEXT));
  const found: FoundNumber[] = [];
  for (let first = 0; first < groups.length;) {
    const match = longestFrom(groups, first, text);
    if (match !== null) found.push(match.found);
    first = match === null ? first + 1 : match.next;
  }
  return found;
}

/** A ticket is read, not a book. */
const LONGEST_TEXT = 20_000;
/** IMpb with its routing postcode and four digits more. */
const LONGEST = 44;
const SHORTEST = 8;
const MOST_GROUPS = 14;
/** How labels print a number: in groups of two to five, the first perhaps with letters before it. */
const PRINTED_GROUP = /^[0-9A-Z]{1,7}$/i;

interface Group {
  readonly text: string;
  readonly at: number;
  readonly end: number;
}

function groupsOf(text: string): Group[] {
  return [...text.matchAll(/[0-9A-Za-z]+/g)].map(({ 0: word, index }) => ({
    text: word,
    at: index,
    end: index + word.length,
  }));
}

function longestFrom(
  groups: readonly Group[],
  first: number,
  text: string,
): { readonly found: FoundNumber; readonly next: number } | null {
  let longest: { found: FoundNumber; next: number } | null = null;
  let joined = '';
  for (let last = first; last < Math.min(groups.length, first + MOST_GROUPS); last += 1) {
    const group = groups[last];
    const before = groups[last - 1];
    if (group === undefined || (last > first && !isContinued(before, group, text))) break;
    joined += group.text;
    if (joined.length > LONGEST) break;
    const candidates = joined.length < SHORTEST ? [] : credible(joined, last > first);
    if (candidates.length === 0) continue;
    const at = groups[first]?.at ?? 0;
    const found = { text: text.slice(at, group.end), at, number: squeeze(joined), candidates };
    longest = { found, next: last + 1 };
  }
  return longest;
}

/** One blank or hyphen between groups as a label prints them. */
function isContinued(before: Group | undefined, group: Group, text: string): boolean {
  if (before === undefined || !PRINTED_GROUP.test(before.text) || !PRINTED_GROUP.test(group.text))
    return false;
  return group.at - before.end === 1 && /[ \u00A0-]/.test(text.charAt(before.end)) && /\d/.test(group.text);
}

function credible(joined: string, isGrouped: boolean): readonly NumberCandidate[] {
  const hasLetters = /[A-Z]/i.test(joined);
  return proposeCarriers(joined).filter(({ isChecked }) => isChecked || (hasLetters && !isGrouped));
}

function toCandidate(format: NumberFormat, number: string): NumberCandidate | null {
  const { pattern, isValid, core, name } = format;
  if (!pattern.test(number) || isValid?.(number) === false) return null;
  const carrier = typeof format.carrier === 'string' ? format.carrier : format.carrier(number);
  if (carrier === null) return null;
  return { carrier, format: name, isChecked: isValid !== undefined, number: core?.(number) ?? number };
}

function squeeze(text: string): string {
  return text.replace(/[\s-]+/g, '').toUpperCase();
}
