import type { LookUpWords } from './catalogue.js';
import { chooseCatalogue } from './choose-catalogue.js';
import { plainData } from './plain-data.js';
import type { Reader } from './reader.js';

export interface LookUpPage extends Omit<LookUpWords, 'notFound'> {
  readonly language: string;
  readonly brandName: string;
  /** Set after a question that led nowhere. */
  readonly problem: string | null;
  readonly questions: string;
  readonly contact: string;
}

/** The form on which a customer finds an order; it repeats nothing of what was asked. */
export function renderLookUpPage(
  reader: Pick<Reader, 'locale' | 'brandName'>,
  { hasFailed, supportEmail }: { readonly hasFailed: boolean; readonly supportEmail: string },
): LookUpPage {
  const { words, dateLocale: language } = chooseCatalogue(reader.locale);
  const { notFound, ...lookUp } = words.lookUp;
  return {
    ...lookUp,
    language,
    brandName: plainData(reader.brandName),
    problem: hasFailed ? notFound : null,
    questions: words.page.labels.questions,
    contact: words.page.contact(supportEmail),
  };
}
