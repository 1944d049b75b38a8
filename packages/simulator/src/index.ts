export * from './hazards.js';
export * from './lanes.js';
export * from './truth.js';
export * from './world.js';
export { BRAND, SOURCE } from './report.js';
