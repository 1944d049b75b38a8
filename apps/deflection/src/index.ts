export { migrations as deflectionMigrations } from './adapters/postgres/migrations.js';
export { type DeflectionConfig, readDeflectionConfig } from './config.js';
export { createDeflection, type DeflectionParts } from './create-deflection.js';
