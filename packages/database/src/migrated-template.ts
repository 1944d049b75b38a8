import { migrate, type Migration } from './migrate.js';

/** A service's schema as a template for `createTestDatabase` of @tidings/testing: migrated once, copied per suite. */
export function migratedTemplate(schema: string, migrations: readonly Migration[]) {
  return {
    name: schema,
    fingerprint: JSON.stringify(migrations),
    prepare: async (url: string): Promise<void> => {
      await migrate({ url, schema, migrations });
    },
  };
}
