export { carrierPlugins, findCarrierPlugin } from './registry.js';
export { readJson } from './read-json.js';
export { PEOPLE } from './person/source.js';
export { suggestMeaning } from './text/suggest-meaning.js';
export type { CodeTable, Row } from './code-table.js';
export type * from './port.js';
export type { Dialect, SpokenRequest } from './dialect.js';
export { type Fixture, fixturesOf } from './fixtures.js';
export {
  type AskedParcel,
  type CarrierClient,
  type OpenClient,
  type ParcelDetail,
  type Registered,
  theirCarrierOf,
} from './client.js';
export { findTrackingNumbers, proposeCarriers } from './numbers/find-tracking-numbers.js';
export type { FoundNumber, NumberCandidate } from './numbers/find-tracking-numbers.js';
