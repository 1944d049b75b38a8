import { answersMigrations } from '@tidings/answers';
import { migrate, type Migration } from '@tidings/database';
import { decisionEngineMigrations } from '@tidings/decision-engine';
import { deflectionMigrations } from '@tidings/deflection';
import { ingestionMigrations } from '@tidings/ingestion';
import { notifierMigrations } from '@tidings/notifier';

export const schemas: readonly { readonly schema: string; readonly migrations: readonly Migration[] }[] = [
  { schema: 'ingestion', migrations: ingestionMigrations },
  { schema: 'engine', migrations: decisionEngineMigrations },
  { schema: 'notifier', migrations: notifierMigrations },
  { schema: 'answers', migrations: answersMigrations },
  { schema: 'deflection', migrations: deflectionMigrations },
];

/** Brings the schemas of all services up to date. */
export async function migrateAll(databaseUrl: string): Promise<void> {
  for (const schema of schemas) await migrate({ url: databaseUrl, ...schema });
}
