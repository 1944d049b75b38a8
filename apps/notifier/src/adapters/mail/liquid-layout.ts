import { readFileSync } from 'node:fs';
import type { MessageContent } from '@tidings/wording';
import { Liquid, type Template } from 'liquidjs';
import { type LaidOutLetter, type Letterhead, LetterLayout } from '../../ports/letter-layout.js';
import { layOutText } from './lay-out-text.js';

/** Where the build leaves it: beside `src` and `dist`. */
const LETTER = new URL('../../../templates/letter.html', import.meta.url);

/** The letter's HTML comes out of MJML ready-made; here values are put in, and every one is escaped. */
export class LiquidLayout extends LetterLayout {
  readonly #engine = new Liquid({ outputEscape: 'escape', ownPropertyOnly: true, strictFilters: true });
  readonly #template: Template[] = this.#engine.parse(readFileSync(LETTER, 'utf8'));

  override layOut(content: MessageContent, letterhead: Letterhead): LaidOutLetter {
    const html: unknown = this.#engine.renderSync(this.#template, { ...content, ...letterhead });
    return { html: String(html), text: layOutText(content, letterhead) };
  }
}
