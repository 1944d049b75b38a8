import type { Instant } from '@tidings/domain';
import type { Medium } from './catalogue.js';
import { chooseCatalogue } from './choose-catalogue.js';
import { createDateFormat } from './format-dates.js';
import type { Setting } from './gather-facts.js';
import type { Reader } from './reader.js';

/** How a reader is spoken to at `asOf`: words, dates, and where they read it. */
export function createSetting(
  reader: Reader,
  { asOf, medium }: { readonly asOf: Instant; readonly medium: Medium },
): Setting {
  const { words, dateLocale } = chooseCatalogue(reader.locale);
  const dates = createDateFormat({
    locale: dateLocale,
    timeZone: reader.timeZone,
    words: words.dates,
    asOf,
  });
  return { words, dates, reader, medium, language: dateLocale };
}
