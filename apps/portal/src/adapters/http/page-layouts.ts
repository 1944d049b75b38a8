import { readFileSync } from 'node:fs';
import type { Brand } from '@tidings/platform';
import type { LookUpPage, NoticePage, OrderPage } from '@tidings/wording';
import { Liquid, type Template } from 'liquidjs';
import type { Stylesheets } from './stylesheets.js';

/** Pages as HTML. Every value is escaped on its way out; none is ever read as a template. */
export class PageLayouts {
  readonly #engine = new Liquid({ outputEscape: 'escape', ownPropertyOnly: true, strictVariables: true });
  readonly #order = this.#read('order.html.liquid');
  readonly #lookUp = this.#read('look-up.html.liquid');
  readonly #notice = this.#read('notice.html.liquid');
  readonly #sheets: Stylesheets;

  constructor(sheets: Stylesheets) {
    this.#sheets = sheets;
  }

  layOutOrder(page: OrderPage, { brand, token }: { brand: Brand; token: string }): string {
    const logo = brand.theme?.logoUrl ?? null;
    const mailto = `mailto:${brand.support.email}?subject=${encodeURIComponent(page.order)}`;
    const stylesheet = this.#sheets.pathOf(brand.id);
    return this.#render(this.#order, {
      ...page,
      logo,
      mailto,
      stylesheet,
      choicesPath: `/t/${token}/choices`,
      addressPath: `/t/${token}/address`,
    });
  }

  layOutLookUp(page: LookUpPage, brand: Brand): string {
    const logo = brand.theme?.logoUrl ?? null;
    const mailto = `mailto:${brand.support.email}`;
    return this.#render(this.#lookUp, { ...page, logo, mailto, stylesheet: this.#sheets.pathOf(brand.id) });
  }

  /** The same bytes for everybody, whatever the host. */
  layOutNotice(page: NoticePage): string {
    return this.#render(this.#notice, { ...page, stylesheet: this.#sheets.pathOf(null) });
  }

  #read(name: string): Template[] {
    return this.#engine.parse(readFileSync(new URL(`../../../templates/${name}`, import.meta.url), 'utf8'));
  }

  #render(template: Template[], values: object): string {
    const html: unknown = this.#engine.renderSync(template, values);
    return String(html);
  }
}
