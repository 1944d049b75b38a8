import { readFileSync } from 'node:fs';
import type { UnsubscribePage } from '@tidings/wording';
import { Liquid, type Template } from 'liquidjs';

const TEMPLATE = new URL('../../../templates/unsubscribe.html.liquid', import.meta.url);

export class UnsubscribeLayout {
  readonly #engine = new Liquid({ outputEscape: 'escape', ownPropertyOnly: true });
  readonly #template: Template[] = this.#engine.parse(readFileSync(TEMPLATE, 'utf8'));

  layOut(page: UnsubscribePage): string {
    const html: unknown = this.#engine.renderSync(this.#template, page);
    return String(html);
  }
}
