export * from './hazards.js';
export * from './lanes.js';
export * from './truth.js';
export * from './world.js';
export { BRAND, SOURCE } from './report.js';
export * from './evaluate/evaluate-world.js';
export * from './evaluate/tally.js';
export * from './evaluate/summary.js';
export * from './evaluate/criteria.js';
