export { findStorefrontPlugin, storefrontPlugins } from './registry.js';
export type * from './port.js';
export type * from './client.js';
export type { PublishedLink, TrackingLinkOrder } from './tracking-links.js';
export { type Fixture as StorefrontFixture, fixturesOf as storefrontFixturesOf } from './fixtures.js';
