export { carrierPlugins, findCarrierPlugin } from './registry.js';
export { readJson } from './read-json.js';
export type { CodeTable, Row } from './code-table.js';
export type * from './port.js';
