import { migrate } from '@tidings/database';
import { createLogger } from '@tidings/platform';
import { migrations } from './adapters/postgres/migrations.js';
import { readIngestionConfig } from './config.js';

const { databaseUrl, logLevel } = readIngestionConfig();
const report = await migrate({ url: databaseUrl, schema: 'ingestion', migrations });
createLogger({ service: 'ingestion', level: logLevel }).info(report, 'the schema is up to date');
