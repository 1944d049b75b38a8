import type { Catalogue } from './catalogue.js';
import { en } from './en/index.js';

const catalogues: Readonly<Record<string, Catalogue>> = { en };

/** The words for a locale, and the locale in which dates are written so that both are of one language. */
export function chooseCatalogue(locale: string | null): {
  readonly words: Catalogue;
  readonly dateLocale: string;
} {
  const language = locale?.split(/[-_]/, 1)[0]?.toLowerCase() ?? '';
  const words = catalogues[language];
  if (words === undefined || locale === null) return { words: en, dateLocale: 'en-GB' };
  const [canonical] = Intl.DateTimeFormat.supportedLocalesOf(locale.replaceAll('_', '-'));
  return { words, dateLocale: canonical === undefined || canonical === 'en' ? 'en-GB' : canonical };
}
