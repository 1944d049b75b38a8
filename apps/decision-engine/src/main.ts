import { createLogger, loadBrands, runService, SystemClock } from '@tidings/platform';
import { environment, readDecisionEngineConfig } from './config.js';
import { createDecisionEngine } from './create-decision-engine.js';

const config = readDecisionEngineConfig();
const logger = createLogger({ service: 'decision-engine', level: config.logLevel });
await runService(logger, async () => {
  const brands = await loadBrands(config.brandsFolder, environment);
  return createDecisionEngine(config, { brands, clock: new SystemClock(), logger });
});
