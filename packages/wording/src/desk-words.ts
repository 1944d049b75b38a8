import { chooseCatalogue } from './choose-catalogue.js';

/** What deflection says of a ticket to the shop's own people. */
export interface DeskWords {
  readonly verdicts: Readonly<
    Record<'answered' | 'handed_over' | 'left_alone' | 'would_answer' | 'would_hand_over' | 'pending', string>
  >;
  /** By reason code: why a ticket was not answered, as a sentence. */
  readonly because: Readonly<Record<string, string>>;
  /** The head of an internal note. */
  readonly note: Readonly<Record<'handedOver' | 'suggestion', string>>;
  readonly matches: Readonly<Record<'order_field' | 'ticket_text' | 'requester' | 'agent', string>>;
  readonly notRequesters: string;
  readonly nothingFound: readonly string[];
  readonly several: string;
}

/** BCP 47; what no catalogue speaks falls back to English. */
export function chooseDeskWords(locale: string | null): {
  readonly words: DeskWords;
  readonly language: string;
} {
  const { words, dateLocale } = chooseCatalogue(locale);
  return { words: words.desk, language: dateLocale };
}
