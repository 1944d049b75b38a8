export { type ConnectionLog, createDatabase, type DatabaseOptions } from './create-database.js';
export { explainPrepared } from './explain-prepared.js';
export { createGroupCommit, type GroupCommit, type GroupCommitOptions } from './group-commit.js';
export { inOneFlight } from './in-one-flight.js';
export { firstTime, inboxTable } from './inbox.js';
export { isTransient } from './is-transient.js';
export { JsonPacker } from './json-packer.js';
export { keepInline } from './keep-inline.js';
export {
  latestVersion,
  migrate,
  type MigrateOptions,
  type Migration,
  type MigrationReport,
} from './migrate.js';
export { migratedTemplate } from './migrated-template.js';
export { openSuiteDatabase, type SuiteDatabase } from './open-suite-database.js';
export {
  appendToOutbox,
  outboxOfMessages,
  outboxStatement,
  outboxTable,
  toStored,
  waitingEvents,
} from './outbox-table.js';
export { OverloadedError } from './overloaded-error.js';
export { packBytes, type PackedBytes, packTexts } from './pack-bytes.js';
export { PostgresOutbox } from './postgres-outbox.js';
export { schemaLag, schemaVersion } from './schema-version.js';
