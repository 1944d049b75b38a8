import { messageOf } from '../failure/is-error.js';

/** Null when all is well, else what is wrong, in words. */
export type ReadinessCheck = () => Promise<string | null> | string | null;

export interface ReadinessReport {
  readonly isReady: boolean;
  /** What is wrong, by the name of the check. */
  readonly failing: Readonly<Record<string, string>>;
}

const TIMEOUT_MS = 2_000;

/** Whether a service can do its work now: it collects checks while the service is put together, and runs them when asked. */
export class Readiness {
  readonly #checks = new Map<string, ReadinessCheck>();
  #isDraining = false;

  add(name: string, check: ReadinessCheck): void {
    if (this.#checks.has(name)) throw new Error(`there is already a readiness check '${name}'`);
    this.#checks.set(name, check);
  }

  /** From now on the service says that it is not ready, so that nothing new is sent to it. */
  drain(): void {
    this.#isDraining = true;
  }

  get isDraining(): boolean {
    return this.#isDraining;
  }

  async report(): Promise<ReadinessReport> {
    if (this.#isDraining) return { isReady: false, failing: { service: 'is shutting down' } };
    const results = await Promise.all(
      [...this.#checks].map(async ([name, check]) => [name, await run(check)] as const),
    );
    const failing = Object.fromEntries(
      results.flatMap(([name, wrong]) => (wrong === null ? [] : [[name, wrong]])),
    );
    return { isReady: Object.keys(failing).length === 0, failing };
  }
}

async function run(check: ReadinessCheck): Promise<string | null> {
  const late = Promise.withResolvers<string>();
  const timer = setTimeout(() => late.resolve(`no answer within ${TIMEOUT_MS} ms`), TIMEOUT_MS);
  try {
    return await Promise.race([Promise.resolve().then(check), late.promise]);
  } catch (error) {
    return messageOf(error);
  } finally {
    clearTimeout(timer);
  }
}
