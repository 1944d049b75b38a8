import type { Logger } from 'pino';
import { ConfigError } from '../config/read-config.js';

/** What a service's factory gives: it runs until it is closed, or says that it cannot go on. */
export interface RunningService {
  /** Where it listens: `http://127.0.0.1:3001`. */
  readonly url: string;
  /** Takes in nothing new, finishes what is under way, then lets go of everything. */
  close(): Promise<void>;
  /** Settles when the service cannot go on by itself; the process should end and be started anew. */
  readonly fatal: Promise<Error>;
}

const CLOSE_TIMEOUT_MS = 25_000;

/** The whole of a `main.ts`: the only place that owns signals and exit codes. */
export async function runService(logger: Logger, start: () => Promise<RunningService>): Promise<void> {
  process.on('uncaughtException', (err) => end(logger, err));
  process.on('unhandledRejection', (err) => end(logger, err));
  const signalled = Promise.withResolvers<null>();
  // The second signal is not listened for: it ends the process at once.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => signalled.resolve(null));

  try {
    const service = await start();
    logger.info({ url: service.url }, 'the service is up');
    const fatal = await Promise.race([signalled.promise, service.fatal]);
    if (fatal !== null) logger.fatal({ err: fatal }, 'the service cannot go on');
    const tooLate = new Error(`the service did not close within ${CLOSE_TIMEOUT_MS} ms`);
    setTimeout(() => end(logger, tooLate), CLOSE_TIMEOUT_MS).unref();
    await service.close();
    logger.info('the service is down');
    end(logger, fatal === null ? null : 'told already');
  } catch (err) {
    end(logger, err);
  }
}

/** Ends the process: with 0 when nothing is wrong, else with 1 and, unless it was told already, the reason. */
function end(logger: Logger, wrong: unknown): never {
  if (wrong instanceof ConfigError) logger.fatal(wrong.message);
  else if (wrong instanceof Error) logger.fatal({ err: wrong }, 'the process ends');
  // oxlint-disable-next-line unicorn/no-process-exit -- what is still open must not keep a stopped service alive
  process.exit(wrong === null ? 0 : 1);
}
