import { createLogger, loadBrands, runService, SystemClock } from '@tidings/platform';
import { environment, readIngestionConfig } from './config.js';
import { createIngestion } from './create-ingestion.js';

const config = readIngestionConfig();
const logger = createLogger({ service: 'ingestion', level: config.logLevel });

await runService(logger, async () => {
  const brands = await loadBrands(config.brandsFolder, environment);
  return createIngestion(config, { clock: new SystemClock(), brands, logger });
});
