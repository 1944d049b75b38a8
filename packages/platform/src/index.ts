export { type Brand, type BrandHelpdesk, brandSchema, type BrandSource } from './brands/brand.js';
export { BrandKeyGuard, CurrentBrand } from './brands/brand-key.guard.js';
export { Brands } from './brands/brands.js';
export { loadBrands, readBrand } from './brands/load-brands.js';
export { carrierCalendar, warehouseCalendar } from './brands/work-calendars.js';
export { ConfigError, type Environment, readConfig } from './config/read-config.js';
export { serviceEnvironment, toServiceConfig, trustedProxies } from './config/service-config.js';
export {
  Failure,
  FAILURE_CODES,
  type FailureCode,
  type FailureOptions,
  unauthorized,
} from './failure/failure.js';
export type { FailureBody } from './failure/failure.filter.js';
export { toFailure } from './failure/to-failure.js';
export {
  busIsConnected,
  consumersAreAlive,
  relayKeepsUp,
  schemaIsCurrent,
} from './health/readiness-checks.js';
export { Readiness, type ReadinessCheck, type ReadinessReport } from './health/readiness.js';
export { createHttpApp, type HttpAppOptions } from './http/create-http-app.js';
export { RateLimit, type RateLimitOptions } from './http/rate-limit.js';
export { parseJson } from './http/parse-json.js';
export { readInput } from './http/read-input.js';
export { currentCausation, withCausation } from './logging/causation-scope.js';
export { createLogger, type LoggerOptions } from './logging/create-logger.js';
export { createMetrics } from './metrics/create-metrics.js';
export {
  createService,
  createStatelessService,
  type ServiceOptions,
  type ServiceParts,
  type StatelessParts,
  type StatelessServiceOptions,
} from './service/create-service.js';
export { type RunningService, runService } from './service/run-service.js';
export { PublishedShowings } from './showing/published-showings.js';
export { AdvanceableClock, Clock, SystemClock } from './time/clock.js';
export { firstUuidOf, uuidV7 } from './time/uuid-v7.js';
