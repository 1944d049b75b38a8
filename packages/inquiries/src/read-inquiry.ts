import { cleanText, type CleanedText } from './cleaning/clean-text.js';
import { normaliseWords, type Sentence } from './cleaning/normalise-words.js';
import { identifyLanguage } from './identify-language.js';
import { languagePacks } from './packs/language-packs.js';
import type { Aspect, CounterIntent } from './packs/pack.js';
import { type Evidence, findQuestions, findSignals, mergeSignals } from './recognise-intent.js';

/** `abstain`: nobody but a person may answer. */
export type IntentLabel = 'where_is_my_order' | 'other' | 'abstain';

/** Why a person has to look; null for a plain question, and for what is plainly something else. */
export type AbstainedBecause = 'no_content' | 'too_long' | 'language' | 'mixed';

export interface IntentVerdict {
  readonly label: IntentLabel;
  readonly because: AbstainedBecause | null;
  /** ISO 639-1; null where the text is too short to tell. */
  readonly language: string | null;
  /** How the order is asked for, each once. */
  readonly aspects: readonly Aspect[];
  /** What else is wanted, each once. */
  readonly alsoWants: readonly CounterIntent[];
  /** The words that led to it: without them nothing is concluded. */
  readonly evidence: readonly Evidence<Aspect | CounterIntent>[];
}

export interface InquiryText {
  readonly subject?: string | null;
  /** As it came: plain, or HTML. */
  readonly body: string;
}

export interface Inquiry {
  readonly verdict: IntentVerdict;
  readonly cleaned: CleanedText;
}

/** Somebody who writes this much wants more than to know where it is. */
const MOST_WORDS = 220;
/** Until there are so many words, no language can be told. */
const TELLING_WORDS = 6;

/** A person answers these, whatever else is asked. */
const SENSITIVE: ReadonlySet<CounterIntent> = new Set(['partial', 'misdelivered', 'legal', 'anger']);

const namesOf = <Name extends string>(evidence: readonly Evidence<Name>[]): Name[] => [
  ...new Set(evidence.map(({ name }) => name)),
];

interface Seen {
  readonly wordCount: number;
  readonly isReadable: boolean;
  readonly asks: boolean;
  readonly counters: readonly CounterIntent[];
}

function labelOf({ wordCount, isReadable, asks, counters }: Seen): Pick<IntentVerdict, 'label' | 'because'> {
  if (wordCount === 0) return { label: 'abstain', because: 'no_content' };
  if (!isReadable) return { label: 'abstain', because: 'language' };
  if (!asks && !counters.some((name) => SENSITIVE.has(name))) return { label: 'other', because: null };
  if (counters.length > 0) return { label: 'abstain', because: 'mixed' };
  return wordCount > MOST_WORDS
    ? { label: 'abstain', because: 'too_long' }
    : { label: 'where_is_my_order', because: null };
}

function concludeIntent(sentences: readonly Sentence[], text: string): IntentVerdict {
  const wordCount = sentences.reduce((sum, each) => sum + each.split(' ').length, 0);
  const signals = mergeSignals(languagePacks.map((pack) => findSignals(pack, sentences)));
  const questions = findQuestions(signals, wordCount);
  const language = wordCount < TELLING_WORDS ? null : identifyLanguage(text);
  const counters = namesOf(signals.counters);
  const isReadable = language?.isRead !== false;
  return {
    ...labelOf({ wordCount, isReadable, asks: questions.length > 0, counters }),
    language: language?.code ?? questions[0]?.language ?? null,
    aspects: namesOf(questions),
    alsoWants: counters,
    evidence: [...questions, ...signals.counters],
  };
}

/**
 * Reads what a customer wrote: what is asked, in which language, and by which words that was seen. Pure and deterministic;
 * any text whatever has an answer, in time that grows with its length.
 */
export function readInquiry(inquiry: InquiryText): Inquiry {
  const cleaned = cleanText(inquiry);
  const verdict = concludeIntent(normaliseWords(cleaned.own), cleaned.own);
  return { verdict, cleaned };
}
