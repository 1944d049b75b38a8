import { type DestinationStream, type Level, type Logger, pino } from 'pino';
import { currentCausation } from './causation-scope.js';
import { scrub } from './scrub.js';

export interface LoggerOptions {
  readonly service: string;
  readonly level?: Level | 'silent';
  /** Standard output when not given. */
  readonly destination?: DestinationStream;
}

const secretNames = ['password', 'secret', 'secrets', 'apiKey', 'apiKeys', 'authorization', 'token', 'email'];

/**
 * JSON lines with the correlation id of the work under way. There is no line per request: the metrics count those.
 * Secrets are left out by their names, addresses and credentials inside of texts by their looks.
 */
export function createLogger({ service, level = 'info', destination }: LoggerOptions): Logger {
  const options = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    mixin: () => {
      const causation = currentCausation();
      return causation === undefined ? {} : { correlationId: causation.correlationId };
    },
    redact: {
      paths: secretNames.flatMap((name) => [name, `*.${name}`, `*.*.${name}`]),
      censor: '[redacted]',
    },
    hooks: { streamWrite: scrub },
  };
  // Written at once, so that the reason of a sudden end is the last line and none before it is lost.
  return pino(options, destination ?? pino.destination({ dest: 1, sync: true }));
}
