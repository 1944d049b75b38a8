import { migrate } from '@tidings/database';
import { createLogger } from '@tidings/platform';
import { migrations } from './adapters/postgres/migrations.js';
import { readNotifierConfig } from './config.js';

const { databaseUrl, logLevel } = readNotifierConfig();
const report = await migrate({ url: databaseUrl, schema: 'notifier', migrations });
createLogger({ service: 'notifier', level: logLevel }).info(report, 'the schema is up to date');
