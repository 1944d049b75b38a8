export { type NotifierConfig, readNotifierConfig } from './config.js';
export { createNotifier, type NotifierParts } from './create-notifier.js';
export { migrations as notifierMigrations } from './adapters/postgres/migrations.js';
