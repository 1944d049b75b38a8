import { migrate } from '@tidings/database';
import { createLogger } from '@tidings/platform';
import { migrations } from './adapters/postgres/migrations.js';
import { readDecisionEngineConfig } from './config.js';
import { SCHEMA } from './adapters/postgres/schema.js';

const { databaseUrl, logLevel } = readDecisionEngineConfig();
const report = await migrate({ url: databaseUrl, schema: SCHEMA, migrations });
createLogger({ service: 'decision-engine', level: logLevel }).info(report, 'the schema is up to date');
