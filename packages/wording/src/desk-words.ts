import type { Instant } from '@tidings/domain';
import { chooseCatalogue } from './choose-catalogue.js';
import { createSetting } from './create-setting.js';
import type { DateFormat } from './format-dates.js';
import type { Reader } from './reader.js';

/** What deflection says of a ticket to the shop's own people. */
export interface DeskWords {
  readonly verdicts: Readonly<
    Record<'answered' | 'handed_over' | 'left_alone' | 'would_answer' | 'would_hand_over' | 'pending', string>
  >;
  /** By reason code: why a ticket was not answered, as a sentence. */
  readonly because: Readonly<Record<string, string>>;
  /** The head of an internal note. */
  readonly note: Readonly<Record<'handedOver' | 'suggestion' | 'correction', string>>;
  readonly matches: Readonly<Record<'order_field' | 'ticket_text' | 'requester' | 'agent', string>>;
  readonly notRequesters: string;
  readonly nothingFound: readonly string[];
  readonly several: string;
}

/** How an agent is spoken to: words, and dates that read as those of the order beside them. */
export interface DeskSetting {
  readonly words: DeskWords;
  /** BCP 47, of both. */
  readonly language: string;
  readonly dates: Pick<DateFormat, 'day' | 'clock'>;
}

/** BCP 47; what no catalogue speaks falls back to English. */
export function chooseDeskWords(locale: string | null): DeskWords {
  return chooseCatalogue(locale).words.desk;
}

/** @param asOf dates of another year than its own name theirs */
export function createDeskSetting(reader: Reader, asOf: Instant): DeskSetting {
  const { words, language, dates } = createSetting(reader, { asOf, medium: 'page' });
  return { words: words.desk, language, dates };
}
