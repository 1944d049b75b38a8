import { createTestDatabase, type DatabaseTemplate, type RunningNats, startNats } from '@tidings/testing';
import { type MailServer, startMailServer } from '../mail-server.js';
import { migrateAll, schemas } from '../migrate-all.js';
import type { Teardown } from '../teardown.js';

/** Every schema, up to date: made once per test run, and copied. */
const migrated: DatabaseTemplate = {
  name: 'product',
  fingerprint: JSON.stringify(schemas),
  prepare: migrateAll,
};

export interface TestInfrastructure {
  readonly postgres: { readonly url: string };
  readonly nats: RunningNats;
  readonly mail: MailServer;
}

/** What the product stands on in one suite: a database in the run's own server, and servers of its own beside it. */
export async function startTestInfrastructure(teardown: Teardown): Promise<TestInfrastructure> {
  const postgres = teardown.add(await createTestDatabase(migrated), (it) => it.drop());
  const nats = teardown.add(await startNats(), (it) => it.stop());
  const mail = teardown.add(await startMailServer(), (it) => it.stop());
  return { postgres, nats, mail };
}
