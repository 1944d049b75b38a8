/** In which way a text asks where an order is. */
export const ASPECTS = [
  'where',
  'when',
  'status',
  'not_arrived',
  'not_shipped',
  'late',
  'stuck',
  'delivered_not_there',
] as const;
export type Aspect = (typeof ASPECTS)[number];

/** What else a text may want: each of them belongs to a person, alone or beside the question where an order is. */
export const COUNTER_INTENTS = [
  'refund',
  'return',
  'cancel',
  'change',
  'address',
  'damaged',
  'wrong_item',
  'partial',
  'misdelivered',
  'invoice',
  'payment',
  'before_purchase',
  'account',
  'conduct',
  'arrived',
  'legal',
  'anger',
  'person',
  'other',
] as const;
export type CounterIntent = (typeof COUNTER_INTENTS)[number];

/**
 * How one language says it. A pattern is words as `normaliseWords` leaves them: lower case, without accents and punctuation,
 * numbers of four digits and more as `#`. In it `{name}` stands for a word list of the pack, `..3` for up to three words
 * that name nothing else one could ask for (`elsewhere`), and everything else is a regular expression.
 */
export interface LanguagePack {
  /** ISO 639-1. */
  readonly language: string;
  readonly vocabulary: Readonly<Record<string, string>>;
  /** What can be asked for that is no order: refund, invoice, reply... */
  readonly elsewhere: string;
  /** Words that show that an order is being talked of. */
  readonly context: readonly string[];
  /** Ask by themselves. */
  readonly frames: Readonly<Partial<Record<Aspect, readonly string[]>>>;
  /** Ask where the text talks of an order, or is too short to talk of anything else. */
  readonly hints: Readonly<Partial<Record<Aspect, readonly string[]>>>;
  /** "It says delivered". */
  readonly saysDelivered: readonly string[];
  readonly counters: Readonly<Partial<Record<CounterIntent, readonly string[]>>>;
}
