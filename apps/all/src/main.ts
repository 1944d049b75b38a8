import { createLogger, loadBrands, readConfig, runService, SystemClock } from '@tidings/platform';
import { z } from 'zod';
import { startAll } from './start-all.js';

const configSchema = z.object({
  BRANDS_FOLDER: z.string().default('brands'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

// The whole product in one process, for a small shop: no servers of its own, nothing of `npm start` but the services.
// oxlint-disable-next-line node/no-process-env -- an entry point like config.ts: it hands the environment to every service's own config
const { PORT: _, ...environment } = process.env;
const { BRANDS_FOLDER: folder, LOG_LEVEL: level } = readConfig(configSchema, environment);

await runService(createLogger({ service: 'all', level }), async () => {
  const services = await startAll({
    clock: new SystemClock(),
    brands: await loadBrands(folder, environment),
    environmentOf: () => environment,
    loggerOf: (service) => createLogger({ service, level }),
  });
  return { url: services.urls.ingestion, fatal: services.fatal, close: () => services.close() };
});
