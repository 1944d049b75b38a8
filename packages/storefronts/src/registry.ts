import { generic } from './generic/index.js';
import type { StorefrontPlugin } from './port.js';
import { shopify } from './shopify/index.js';
import { woocommerce } from './woocommerce/index.js';

/** Every kind of shop there is. A new one is its folder and its line here. */
export const storefrontPlugins: readonly StorefrontPlugin[] = [shopify, woocommerce, generic];

export function findStorefrontPlugin(id: string): StorefrontPlugin | undefined {
  return storefrontPlugins.find((plugin) => plugin.id === id);
}
