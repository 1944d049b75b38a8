import type { Brand } from '@tidings/platform';
import { type AddressAttempt, renderLookUpPage, renderOrderPage } from '@tidings/wording';
import type { FastifyReply } from 'fastify';
import type { FoundOrder } from '../../ports/order-book.js';
import type { Showings } from '../../ports/showings.js';
import { setPageHeaders } from './page-headers.js';
import type { PageLayouts } from './page-layouts.js';

/** How a page is shown: under whose name, and on which answer. */
export interface Showing {
  readonly brand: Brand;
  readonly reply: FastifyReply;
}

export interface OrderReader {
  /** Null: they know the order, and no more. */
  readonly token: string | null;
  /** An address that could not be taken. */
  readonly attempt?: AddressAttempt;
}

/** The pages of a brand, each with the headers that it needs; also its injection token. */
export class Pages {
  readonly #layouts: PageLayouts;
  readonly #shown: Showings;

  constructor(layouts: PageLayouts, shown: Showings) {
    this.#layouts = layouts;
    this.#shown = shown;
  }

  /** An order; the dates that it shows are watched from now on, and what it says is taken back here should it turn false. */
  showOrder(found: FoundOrder, { token, attempt }: OrderReader, { brand, reply }: Showing): string {
    const { snapshot, answer } = found;
    this.#shown.tell(found, brand.zone);
    const page = renderOrderPage({
      snapshot,
      answer,
      reader: { locale: snapshot.locale ?? brand.locale, timeZone: brand.zone, brandName: brand.name },
      supportEmail: brand.support.email,
      audience: token === null ? 1 : 2,
      // Agents read it in their helpdesk; where there is none, the choice leads to a letter.
      ...(brand.helpdesk !== undefined &&
        snapshot.orderNumber !== null && { addressTaking: { attempt: attempt ?? null } }),
    });
    setPageHeaders(reply, { imagesFrom: logoOrigin(brand), hasForm: page.task?.choices != null });
    return this.#layouts.layOutOrder(page, { brand, token: token ?? '' });
  }

  /** The form of the look-up. */
  showLookUp({ hasFailed }: { readonly hasFailed: boolean }, { brand, reply }: Showing): string {
    const { locale, name: brandName, support } = brand;
    const page = renderLookUpPage({ locale, brandName }, { hasFailed, supportEmail: support.email });
    setPageHeaders(reply, { imagesFrom: logoOrigin(brand), hasForm: true });
    return this.#layouts.layOutLookUp(page, brand);
  }
}

/** Where a brand's logo comes from; null: it has none. */
function logoOrigin({ theme }: Brand): string | null {
  return theme?.logoUrl === undefined ? null : new URL(theme.logoUrl).origin;
}
