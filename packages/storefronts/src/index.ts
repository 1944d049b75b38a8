export { findStorefrontPlugin, storefrontPlugins } from './registry.js';
export type * from './port.js';
