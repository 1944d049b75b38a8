import type { LoggerService } from '@nestjs/common';
import type { Logger } from 'pino';
import { isError, messageOf } from '../failure/is-error.js';

/** Contexts in which Nest tells how it wires the application: of use when that fails, a page of noise when it does not. */
const wiring = new Set([
  'InstanceLoader',
  'RoutesResolver',
  'RouterExplorer',
  'NestFactory',
  'NestMicroservice',
]);

/** Lets Nest write into our log. Nest keeps one logger per process: with several services in one, the last one gets its lines. */
export function toNestLogger(logger: Logger): LoggerService {
  const write =
    (level: 'info' | 'warn' | 'error' | 'debug' | 'trace' | 'fatal') =>
    (message: unknown, ...rest: unknown[]) => {
      const context = rest.at(-1);
      const isWiring = level === 'info' && typeof context === 'string' && wiring.has(context);
      const fields = { context, ...(isError(message) ? { err: message } : {}) };
      logger[isWiring ? 'debug' : level](fields, messageOf(message));
    };
  return {
    log: write('info'),
    warn: write('warn'),
    error: write('error'),
    debug: write('debug'),
    verbose: write('trace'),
    fatal: write('fatal'),
  };
}
