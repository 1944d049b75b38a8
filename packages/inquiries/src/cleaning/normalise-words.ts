/** A sentence as bare words: ` where is my order # `, without the outer spaces. */
export type Sentence = string;

const INVISIBLE = /(?:\p{Cf}|\u034f|\u115f|\u1160|\u17b4|\u17b5|\u3164)+/gu;
const ADDRESS = /^<?(?:https?:|www\.)|@/;
/** Nothing that is longer is a word. */
const LONGEST_WORD = 100;
/** `havent`, `wheres`: as many write it; in other languages an apostrophe parts two words. */
const ENGLISH_ENDINGS = /(\p{L})'(t|s|m|re|ve|ll|d)(?!\p{L})/gu;
const FOLDED: Readonly<Record<string, string>> = { ß: 'ss', œ: 'oe', æ: 'ae', ø: 'o', ı: 'i', ł: 'l' };
/** A word that holds at least four digits is a number of something. */
const NUMBER = /^(?=(?:\D*\d){4})[\p{L}\d_#/-]+$/u;
/** `purchase113542617735902` */
const GLUED = /(\p{L}{4,30})(\d{5,})/gu;
/** Not the points inside of addresses, which are known by them. */
const SENTENCE_END = /[!?;…\n]+|[.:]+(?=\s|$)/;
const MOST_SENTENCES = 400;

/** Straight quotes, nothing invisible, one form for each letter; still readable by people. */
export function straighten(text: string): string {
  return text
    .normalize('NFKC')
    .replace(INVISIBLE, '')
    .replace(/[\u2018\u2019\u201b\u02bc`´]/g, "'")
    .replace(/[\u201c-\u201e«»]/g, '"')
    .replace(/\r\n?|[\u2028\u2029\v\f]/g, '\n');
}

function fold(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßœæøıł]/g, (letter) => FOLDED[letter] ?? letter);
}

function wordsOf(sentence: string): Sentence {
  return sentence
    .split(/\s+/)
    .filter((word) => word.length <= LONGEST_WORD && !ADDRESS.test(word))
    .flatMap((word) => {
      const bare = word.replace(/^[^\p{L}\d#]+|[^\p{L}\d]+$/gu, '');
      if (bare === '') return [];
      return NUMBER.test(bare) ? ['#'] : bare.split(/[^\p{L}\d]+/u).filter((part) => part !== '');
    })
    .join(' ');
}

/** Cleaned text as sentences of bare words, which the language packs are written for. */
export function normaliseWords(text: string): readonly Sentence[] {
  return fold(straighten(text))
    .replace(ENGLISH_ENDINGS, '$1$2')
    .replace(GLUED, '$1 $2')
    .replace(/(\d)[.,:](?=\d)/g, '$1-')
    .split(SENTENCE_END, MOST_SENTENCES)
    .map(wordsOf)
    .filter((sentence) => sentence !== '');
}
