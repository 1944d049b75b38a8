export * from './start-all.js';
