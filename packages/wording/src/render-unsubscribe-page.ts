import { chooseCatalogue } from './choose-catalogue.js';
import { plainData } from './plain-data.js';
import type { Reader } from './reader.js';

export interface UnsubscribePage {
  readonly language: string;
  readonly title: string;
  readonly text: string;
  /** The one button of its form; null where there is nothing to press. */
  readonly button: string | null;
}

/** The page behind the link; `reader` is null for a link that belongs to nobody. */
export function renderUnsubscribePage(
  state: 'ask' | 'done',
  reader: Pick<Reader, 'locale' | 'brandName'> | null,
): UnsubscribePage {
  const { words, dateLocale: language } = chooseCatalogue(reader?.locale ?? null);
  const { title, unknown, button } = words.unsubscribe;
  if (reader === null) return { language, title, text: unknown, button: null };
  const text = words.unsubscribe[state](plainData(reader.brandName));
  return { language, title, text, button: state === 'ask' ? button : null };
}
