export { migrations as ingestionMigrations } from './adapters/postgres/migrations.js';
export { type IngestionConfig, readIngestionConfig } from './config.js';
export { createIngestion, type IngestionParts } from './create-ingestion.js';
