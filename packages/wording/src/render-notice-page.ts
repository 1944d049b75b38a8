import type { Notice, NoticeWords } from './catalogue.js';
import { chooseCatalogue } from './choose-catalogue.js';

export interface NoticePage extends NoticeWords {
  readonly language: string;
  /** What leads to the look-up; null where that would not help. */
  readonly lookUp: string | null;
}

/** A page that tells of no order, and of no shop: it is the same for everybody who speaks the language. */
export function renderNoticePage(notice: Notice, locale: string | null): NoticePage {
  const { words, dateLocale: language } = chooseCatalogue(locale);
  return { language, ...words.notices[notice], lookUp: notice === 'notFound' ? words.page.lookUp : null };
}
