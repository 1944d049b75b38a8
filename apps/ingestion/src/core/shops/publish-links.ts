import type { RecordedOrder } from '@tidings/contracts';
import type { Clock } from '@tidings/platform';
import type { PublishedLink } from '@tidings/storefronts';
import { z } from 'zod';
import type { OrderPages } from '../../ports/order-pages.js';
import type { ShopTaskStore } from '../../ports/shop-task-store.js';
import type { AskShop } from './ask-shop.js';
import type { KeptShop, KeptShops } from './kept-shop.js';
import { keyedTask, type Performed, type ShopTask } from './shop-task.js';

const detailSchema = z.object({
  /** Of the order's parcels: there is nothing to do while they stay the same. */
  numbers: z.array(z.string()),
  published: z.array(
    z.object({
      fulfillmentId: z.string(),
      link: z.string().nullable(),
      before: z.array(z.string()),
    }),
  ),
});

export interface PublishLinksParts {
  readonly tasks: Pick<ShopTaskStore, 'planLinks'>;
  readonly shops: AskShop;
  readonly kept: Pick<KeptShops, 'find'>;
  readonly pages: OrderPages;
  readonly clock: Pick<Clock, 'now'>;
}

/** Puts each order's page where the shop shows a tracking address, and takes it back where that is no longer wanted. */
export class PublishLinks {
  readonly #parts: PublishLinksParts;

  constructor(parts: PublishLinksParts) {
    this.#parts = parts;
  }

  /** Orders whose shop is to show their page, once they have parcels. */
  async onOrders(told: readonly { readonly brandId: string; readonly data: RecordedOrder }[]): Promise<void> {
    const { kept, tasks, clock } = this.#parts;
    const askedAt = clock.now();
    const planned = told.flatMap(({ brandId, data: { source, order, isHistory } }) => {
      const shop = kept.find({ brandId, source });
      const numbers = order.shipments.flatMap(({ trackingNumber }) => trackingNumber ?? []).toSorted();
      if (shop?.publishesLinks !== true || isHistory || numbers.length === 0) return [];
      const detail = { numbers, published: [] };
      return [keyedTask(shop, { kind: 'links', subject: order.number, detail, askedAt })];
    });
    if (planned.length > 0) await tasks.planLinks(planned, askedAt);
  }

  async perform(shop: KeptShop, task: ShopTask): Promise<Performed> {
    const { trackingLinks } = shop.storefront;
    const detail = detailSchema.parse(task.detail);
    if (trackingLinks === undefined) return { after: null };
    return shop.publishesLinks
      ? this.#publish(shop, task.subject, { ...detail, links: trackingLinks })
      : this.#remove(shop, task.subject, { ...detail, links: trackingLinks });
  }

  async #publish(
    shop: KeptShop,
    orderNumber: string,
    { numbers, published, links }: Work,
  ): Promise<Performed> {
    const link = await this.#pageOf(shop, orderNumber);
    if (typeof link !== 'string') return link;
    const asked = await this.#parts.shops.ask(shop, links.publish({ orderNumber, link, published }));
    return 'failure' in asked ? asked : done(numbers, asked.result);
  }

  async #remove(
    shop: KeptShop,
    orderNumber: string,
    { numbers, published, links }: Work,
  ): Promise<Performed> {
    const asked = await this.#parts.shops.ask(shop, links.remove({ orderNumber, published }));
    if ('failure' in asked) return asked;
    return asked.result.length === 0 ? { after: null } : done(numbers, asked.result);
  }

  async #pageOf({ brandId }: KeptShop, orderNumber: string): Promise<string | Performed> {
    try {
      const address = await this.#parts.pages.addressOf(brandId, orderNumber);
      if (address !== null) return address;
    } catch {
      return { failure: { code: 'invalid', message: 'nobody can tell the page of the order now' } };
    }
    return { failure: { code: 'invalid', message: 'the order has no page yet' } };
  }
}

interface Work extends z.infer<typeof detailSchema> {
  readonly links: NonNullable<KeptShop['storefront']['trackingLinks']>;
}

/** Kept: a merchant's later edit is known for one by what was written. */
function done(numbers: readonly string[], published: readonly PublishedLink[]): Performed {
  return { after: { dueAt: null, detail: { numbers, published } } };
}
