import { setTimeout as delay } from 'node:timers/promises';

/** Doubles from `firstMs` with each failure, up to `mostMs`. */
export function backoffMs(
  failures: number,
  { firstMs, mostMs }: { firstMs: number; mostMs: number },
): number {
  return Math.min(mostMs, firstMs * 2 ** Math.min(failures, 30));
}

/** @throws AbortError as soon as the signal is given */
export async function waitFor(timeMs: number, signal: AbortSignal): Promise<void> {
  await delay(timeMs, undefined, { signal });
}
