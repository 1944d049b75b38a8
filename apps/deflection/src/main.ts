import { createLogger, loadBrands, runService, SystemClock } from '@tidings/platform';
import { environment, readDeflectionConfig } from './config.js';
import { createDeflection } from './create-deflection.js';

const config = readDeflectionConfig();
const logger = createLogger({ service: 'deflection', level: config.logLevel });

await runService(logger, async () => {
  const brands = await loadBrands(config.brandsFolder, environment);
  return createDeflection(config, { clock: new SystemClock(), brands, logger });
});
