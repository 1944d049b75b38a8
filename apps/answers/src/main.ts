import { createLogger, loadBrands, runService, SystemClock } from '@tidings/platform';
import { environment, readAnswersConfig } from './config.js';
import { createAnswers } from './create-answers.js';

const config = readAnswersConfig();
const logger = createLogger({ service: 'answers', level: config.logLevel });

await runService(logger, async () => {
  const brands = await loadBrands(config.brandsFolder, environment);
  return createAnswers(config, { clock: new SystemClock(), brands, logger });
});
