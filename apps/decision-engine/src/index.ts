export { type DecisionEngineConfig, readDecisionEngineConfig } from './config.js';
export { createDecisionEngine, type DecisionEngineDependencies } from './create-decision-engine.js';
export { migrations as decisionEngineMigrations } from './adapters/postgres/migrations.js';
export { type PackedEvents, unpackEvents } from './adapters/postgres/packed-events.js';
