import { readFileSync } from 'node:fs';
import type { MessageContent } from '@tidings/wording';
import { Liquid, type Template } from 'liquidjs';
import { type LaidOutLetter, LetterLayout } from '../../ports/letter-layout.js';

/** Read from where the build leaves them: beside `src` and `dist`. */
function read(file: string): string {
  return readFileSync(new URL(`../../../templates/${file}`, import.meta.url), 'utf8');
}

/** The letter's HTML comes out of MJML ready-made; here values are put in, and every one is escaped. */
export class LiquidLayout extends LetterLayout {
  readonly #html = new Liquid({ outputEscape: 'escape', ownPropertyOnly: true, strictFilters: true });
  readonly #text = new Liquid({ ownPropertyOnly: true, strictFilters: true });
  readonly #htmlTemplate: Template[] = this.#html.parse(read('letter.html'));
  readonly #textTemplate: Template[] = this.#text.parse(read('letter.txt.liquid'));

  override layOut(
    content: MessageContent,
    letterhead: { readonly brandName: string; readonly postalAddress: readonly string[] },
  ): LaidOutLetter {
    const values = { ...content, ...letterhead };
    return {
      html: this.#rendered(this.#html, this.#htmlTemplate, values),
      text: this.#rendered(this.#text, this.#textTemplate, values),
    };
  }

  #rendered(engine: Liquid, template: Template[], values: object): string {
    const rendered: unknown = engine.renderSync(template, values);
    return String(rendered);
  }
}
