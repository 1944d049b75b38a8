import type { ApiRequest, Called } from '@tidings/http-client';
import type { SourceKey } from './source-figures-store.js';

/** The shops' APIs; also its injection token. Never throws. */
export abstract class ShopApi {
  abstract call(shop: SourceKey, request: ApiRequest): Promise<Called>;
}
