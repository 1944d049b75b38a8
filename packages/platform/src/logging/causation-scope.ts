import { AsyncLocalStorage } from 'node:async_hooks';
import type { Causation } from '@tidings/contracts';

const scope = new AsyncLocalStorage<Causation>();

/** Runs `work` so that its log lines and events carry what led to it. */
export function withCausation<Result>(causation: Causation, work: () => Result): Result {
  return scope.run(causation, work);
}

/** What led to the work under way; undefined outside of any. */
export function currentCausation(): Causation | undefined {
  return scope.getStore();
}
