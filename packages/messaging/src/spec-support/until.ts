import { setTimeout as delay } from 'node:timers/promises';

/** Looks again and again until the condition holds. */
export async function until(condition: () => boolean | Promise<boolean>, timeoutMs = 15_000): Promise<void> {
  const endMs = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > endMs) throw new Error(`not within ${timeoutMs} ms: ${condition.toString()}`);
    await delay(5);
  }
}
