export { type DecisionEngineConfig, readDecisionEngineConfig } from './config.js';
export { createDecisionEngine, type DecisionEngineDependencies } from './create-decision-engine.js';
export { migrations as decisionEngineMigrations } from './adapters/postgres/migrations.js';
export { packFacts, type PackedFacts, unpackParcels } from './adapters/postgres/packed-facts.js';
