import { answersOrderGet } from '@tidings/contracts';
import type { RpcClient } from '@tidings/messaging';
import type { Brands } from '@tidings/platform';
import { OrderPages } from '../../ports/order-pages.js';

export class RpcOrderPages extends OrderPages {
  readonly #rpc: RpcClient;
  readonly #brands: Brands;
  readonly #portalUrl: string;

  /** @param portalUrl where the pages are, with `{host}` for the brand's own host */
  constructor(rpc: RpcClient, brands: Brands, portalUrl: string) {
    super();
    this.#rpc = rpc;
    this.#brands = brands;
    this.#portalUrl = portalUrl;
  }

  override async addressOf(brandId: string, orderNumber: string): Promise<string | null> {
    const host = this.#brands.find(brandId)?.hosts.portal;
    if (host === undefined) return null;
    const found = await this.#rpc.call(answersOrderGet, { brandId, by: { orderNumber } });
    if (found === null) return null;
    const base = this.#portalUrl.replaceAll('{host}', host).replace(/\/$/, '');
    return `${base}/t/${encodeURIComponent(found.snapshot.token)}`;
  }
}
