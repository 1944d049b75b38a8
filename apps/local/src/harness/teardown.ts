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

/** Runs `work`; what it handed to the teardown ends afterwards, also when it fails or the terminal interrupts it. */
export async function withTeardown<Result>(work: (teardown: Teardown) => Promise<Result>): Promise<Result> {
  const teardown = new Teardown();
  const interrupted = Promise.withResolvers<never>();
  const interrupt = (signal: NodeJS.Signals): void =>
    interrupted.reject(new Error(`interrupted by ${signal}`));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await Promise.race([work(teardown), interrupted.promise]);
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    await teardown.run();
  }
}
