import { constants } from 'node:os';

/** What was started, ended in the opposite order, whatever happened in between. */
export class Teardown {
  readonly #steps: (() => Promise<unknown>)[] = [];

  /** @returns `started`, so that the start and its end stand in one expression */
  add<Started>(started: Started, end: (started: Started) => Promise<unknown>): Started {
    this.#steps.push(() => end(started));
    return started;
  }

  /** Ends everything, even where one of the ends fails. @throws AggregateError of what failed */
  async run(): Promise<void> {
    const errors: unknown[] = [];
    for (const step of this.#steps.splice(0).toReversed()) {
      await step().catch((error: unknown) => errors.push(error));
    }
    if (errors.length > 0) throw new AggregateError(errors, 'not everything could be ended');
  }
}

/** What a shell adds to a signal's number to tell it from a program's own exit codes. */
const ENDED_BY_SIGNAL = 128;

/**
 * Runs `work`; what it handed to the teardown ends afterwards, also when it fails. Where the terminal interrupts it, the
 * process then ends without a further word.
 */
export async function withTeardown<Result>(work: (teardown: Teardown) => Promise<Result>): Promise<Result> {
  const teardown = new Teardown();
  const interrupted = Promise.withResolvers<never>();
  let interruptedBy: NodeJS.Signals | null = null;
  const interrupt = (signal: NodeJS.Signals): void => {
    interruptedBy = signal;
    interrupted.reject(new Error(`interrupted by ${signal}`));
  };
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await Promise.race([work(teardown), interrupted.promise]);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await teardown.run();
    // oxlint-disable-next-line unicorn/no-process-exit -- whoever pressed Ctrl-C wants no error, and the caller has no result
    if (interruptedBy !== null) process.exit(ENDED_BY_SIGNAL + constants.signals[interruptedBy]);
  }
}
