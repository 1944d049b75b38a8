import { isTransient } from './is-transient.js';
import { backoffMs, waitFor } from './wait.js';

export interface Patience {
  /** Ends the waiting: rejects with what the signal says. */
  readonly signal: AbortSignal;
  readonly onRetry: (error: unknown, waitMs: number) => void;
  readonly isWorthRetrying?: (error: unknown) => boolean;
}

/** Repeats the attempt, for ever and ever more slowly (0.1 s .. 5 s), while its failures are transient ones. */
export async function retryTransient<T>(attempt: () => Promise<T>, patience: Patience): Promise<T> {
  const { signal, onRetry, isWorthRetrying = isTransient } = patience;
  for (let failures = 0; ; failures += 1) {
    try {
      return await attempt();
    } catch (error) {
      if (!isWorthRetrying(error)) throw error;
      const waitMs = backoffMs(failures, { firstMs: 100, mostMs: 5_000 });
      onRetry(error, waitMs);
      await waitFor(waitMs, signal);
    }
  }
}
