import type { Sentence } from './cleaning/normalise-words.js';
import type { CompiledPack, Rule } from './packs/compile-pack.js';
import type { Aspect, CounterIntent } from './packs/pack.js';

/** The words that a rule saw, and the language whose rule it is. */
export interface Evidence<Name extends string> {
  readonly name: Name;
  readonly language: string;
  readonly words: string;
}

/** What the sentences hold, before anything is concluded. */
export interface Signals {
  readonly frames: readonly Evidence<Aspect>[];
  readonly hints: readonly Evidence<Aspect>[];
  /** Those that stand where an order is talked of. */
  readonly closeHints: readonly Evidence<Aspect>[];
  readonly counters: readonly Evidence<CounterIntent>[];
  readonly hasContext: boolean;
  readonly saysDelivered: boolean;
}

const NO_SIGNALS: Signals = {
  frames: [],
  hints: [],
  closeHints: [],
  counters: [],
  hasContext: false,
  saysDelivered: false,
};

function findAll<Name extends string>(
  rules: readonly Rule<Name>[],
  sentences: readonly Sentence[],
  language: string,
): Evidence<Name>[] {
  const found = new Map<Name, Evidence<Name>>();
  for (const { name, pattern } of rules) {
    if (found.has(name)) continue;
    for (const sentence of sentences) {
      const words = pattern.exec(sentence)?.[0].trim();
      if (words === undefined) continue;
      found.set(name, { name, language, words });
      break;
    }
  }
  return [...found.values()];
}

const anyMatches = (patterns: readonly RegExp[], sentences: readonly Sentence[]): boolean =>
  patterns.some((pattern) => sentences.some((sentence) => pattern.test(sentence)));

/** What the rules of one language see. */
export function findSignals(pack: CompiledPack, sentences: readonly Sentence[]): Signals {
  const { language } = pack;
  const talksOfOrder = (sentence: Sentence): boolean =>
    / # /.test(` ${sentence} `) || pack.context.some((pattern) => pattern.test(sentence));
  const isAboutOrder = sentences.map(talksOfOrder);
  const hinting = sentences.filter((each, at) => isAboutOrder[at] === true || !pack.elsewhere.test(each));
  const close = sentences.filter((_, at) => isAboutOrder[at] === true || isAboutOrder[at - 1] === true);
  return {
    frames: findAll(pack.frames, sentences, language),
    hints: findAll(pack.hints, hinting, language),
    closeHints: findAll(pack.hints, close, language),
    counters: findAll(pack.counters, sentences, language),
    hasContext: isAboutOrder.includes(true),
    saysDelivered: anyMatches(pack.saysDelivered, sentences),
  };
}

/** What several languages see in one text: customers mix them, and short texts belong to several. */
export function mergeSignals(all: readonly Signals[]): Signals {
  return all.reduce(
    (sum, each) => ({
      frames: [...sum.frames, ...each.frames],
      hints: [...sum.hints, ...each.hints],
      closeHints: [...sum.closeHints, ...each.closeHints],
      counters: [...sum.counters, ...each.counters],
      hasContext: sum.hasContext || each.hasContext,
      saysDelivered: sum.saysDelivered || each.saysDelivered,
    }),
    NO_SIGNALS,
  );
}

const NOT_THERE: ReadonlySet<Aspect> = new Set(['not_arrived', 'where', 'late']);
/** So short that it can only be about what the customer has just read: "still nothing?" */
const FEW_WORDS = 10;
/** So long that what is said at one end need not be about what is named at the other. */
const MANY_WORDS = 40;

function hintsThatCount(signals: Signals, wordCount: number): readonly Evidence<Aspect>[] {
  if (wordCount > MANY_WORDS) return signals.closeHints;
  if (signals.hasContext) return signals.hints;
  return signals.counters.length === 0 && wordCount <= FEW_WORDS ? signals.hints : [];
}

/** How the order is asked for; empty where it is not. */
export function findQuestions(signals: Signals, wordCount: number): readonly Evidence<Aspect>[] {
  const asked = [...signals.frames, ...hintsThatCount(signals, wordCount)];
  const missed = asked.find(({ name }) => NOT_THERE.has(name));
  if (!signals.saysDelivered || missed === undefined) return asked;
  return [{ ...missed, name: 'delivered_not_there' }, ...asked];
}
