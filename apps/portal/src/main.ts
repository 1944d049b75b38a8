import { createLogger, loadBrands, runService, SystemClock } from '@tidings/platform';
import { environment, readPortalConfig } from './config.js';
import { createPortal } from './create-portal.js';

const config = readPortalConfig();
const logger = createLogger({ service: 'portal', level: config.logLevel });

await runService(logger, async () => {
  const brands = await loadBrands(config.brandsFolder, environment);
  return createPortal(config, { brands, clock: new SystemClock(), logger });
});
