import { type SourceKey, sourceKeyText } from '../../ports/source-figures-store.js';
import type { KeptShop, KeptShops } from '../../core/shops/kept-shop.js';
import type { ConfiguredSource, ConfiguredSources } from './configured-sources.js';

/** Which of the brands' shops can be asked, and where they deliver. */
export class ConfiguredShops implements KeptShops {
  readonly #shops: ReadonlyMap<string, KeptShop>;

  /** @param publicUrl of this service, as shops reach it; null: their subscriptions are somebody else's business */
  constructor(configured: ConfiguredSources, publicUrl: string | null) {
    const shops = configured.all.flatMap((source) => toShop(source, publicUrl));
    this.#shops = new Map(shops.map((shop) => [sourceKeyText(shop), shop]));
  }

  get all(): readonly KeptShop[] {
    return [...this.#shops.values()];
  }

  find(key: SourceKey): KeptShop | undefined {
    return this.#shops.get(sourceKeyText(key));
  }
}

function toShop(source: ConfiguredSource, publicUrl: string | null): readonly KeptShop[] {
  const { brandId, source: id, shop, secrets, webhook } = source;
  if (shop === undefined) return [];
  const [secret] = secrets;
  const isDelivering = webhook !== undefined && secret !== undefined && publicUrl !== null;
  const hook = isDelivering
    ? { address: `${publicUrl.replace(/\/$/, '')}/hooks/${brandId}/${id}`, secret }
    : null;
  const { storefront, interpretWhole, publishesLinks } = shop;
  return [{ brandId, source: id, storefront, interpret: interpretWhole, hook, publishesLinks }];
}
