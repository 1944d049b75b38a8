import { migrate } from '@tidings/database';
import { createLogger } from '@tidings/platform';
import { migrations } from './adapters/postgres/migrations.js';
import { readDeflectionConfig } from './config.js';

const { databaseUrl, logLevel } = readDeflectionConfig();
const report = await migrate({ url: databaseUrl, schema: 'deflection', migrations });
createLogger({ service: 'deflection', level: logLevel }).info(report, 'the schema is up to date');
