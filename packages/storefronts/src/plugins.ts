// Written by `npm run generate` from the folders beside it.
import { generic } from './generic/index.js';
import { shopify } from './shopify/index.js';
import { woocommerce } from './woocommerce/index.js';
import type { StorefrontPlugin } from './port.js';

export const storefrontPlugins: readonly StorefrontPlugin[] = [generic, shopify, woocommerce];
