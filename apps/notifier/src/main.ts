import { createLogger, loadBrands, runService, SystemClock } from '@tidings/platform';
import { environment, readNotifierConfig } from './config.js';
import { createNotifier } from './create-notifier.js';

const config = readNotifierConfig();
const logger = createLogger({ service: 'notifier', level: config.logLevel });

await runService(logger, async () => {
  const brands = await loadBrands(config.brandsFolder, environment);
  return createNotifier(config, { clock: new SystemClock(), brands, logger });
});
