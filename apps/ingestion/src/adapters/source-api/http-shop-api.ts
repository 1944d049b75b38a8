import { ApiSession, type ApiRequest, type Called } from '@tidings/http-client';
import type { KeptShop } from '../../core/shops/kept-shop.js';
import { ShopApi } from '../../ports/shop-api.js';
import { type SourceKey, sourceKeyText } from '../../ports/source-figures-store.js';
import type { HttpLimits } from './http-limits.js';

/** Asks the shops over HTTP, with one session for each of their credentials. */
export class HttpShopApi extends ShopApi {
  readonly #sessions: ReadonlyMap<string, ApiSession>;
  readonly #end = new AbortController();

  constructor(shops: readonly KeptShop[], limits: HttpLimits) {
    super();
    this.#sessions = new Map(
      shops.map((shop) => {
        const { baseUrl, auth } = shop.storefront;
        return [sourceKeyText(shop), new ApiSession({ baseUrl, auth, ...limits, signal: this.#end.signal })];
      }),
    );
  }

  /** All shops answer in JSON: a page of HTML says that the shop is out of order, whatever its status. */
  override async call(shop: SourceKey, request: ApiRequest): Promise<Called> {
    const session = this.#sessions.get(sourceKeyText(shop));
    if (session === undefined) throw new TypeError(`${sourceKeyText(shop)} cannot be asked`);
    const called = await session.call(request);
    if ('failure' in called || called.answer.status >= 300 || isJson(called.answer.body)) return called;
    return {
      failure: { code: 'unavailable', message: `answered ${called.answer.status} with what cannot be read` },
    };
  }

  /** Ends what is under way; it is done again. */
  close(): void {
    this.#end.abort();
  }
}

function isJson(body: Uint8Array): boolean {
  try {
    JSON.parse(Buffer.from(body).toString());
    return true;
  } catch {
    return false;
  }
}
