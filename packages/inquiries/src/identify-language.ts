import { detectAll } from 'tinyld';
import { languagePacks } from './packs/language-packs.js';

export interface IdentifiedLanguage {
  /** ISO 639-1. */
  readonly code: string;
  /** There is a pack of it. */
  readonly isRead: boolean;
}

/** Related languages are taken for each other, most of all in short texts; only a clear lead counts. */
const CLEAR_LEAD = 0.25;
const FARTHEST = 600;

/** Null where it cannot be told. */
export function identifyLanguage(text: string): IdentifiedLanguage | null {
  const [first, ...others] = detectAll(text.slice(0, FARTHEST));
  if (first === undefined) return null;
  const read = [first, ...others].find(({ lang }) => languagePacks.some(({ language }) => language === lang));
  if (read === undefined) return { code: first.lang, isRead: false };
  if (first.lang === read.lang || first.accuracy - read.accuracy < CLEAR_LEAD)
    return { code: read.lang, isRead: true };
  return { code: first.lang, isRead: false };
}
