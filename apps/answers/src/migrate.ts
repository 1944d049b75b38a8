import { migrate } from '@tidings/database';
import { createLogger } from '@tidings/platform';
import { migrations } from './adapters/postgres/migrations.js';
import { readAnswersConfig } from './config.js';

const { databaseUrl, logLevel } = readAnswersConfig();
const report = await migrate({ url: databaseUrl, schema: 'answers', migrations });
createLogger({ service: 'answers', level: logLevel }).info(report, 'the schema is up to date');
