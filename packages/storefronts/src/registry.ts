import { storefrontPlugins } from './plugins.js';
import type { StorefrontPlugin } from './port.js';

export { storefrontPlugins };

export function findStorefrontPlugin(id: string): StorefrontPlugin | undefined {
  return storefrontPlugins.find((plugin) => plugin.id === id);
}
