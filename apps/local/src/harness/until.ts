import { setTimeout as wait } from 'node:timers/promises';

const POLL_MS = 50;

/**
 * Asks until the answer is not null, and returns it.
 * @param what is waited for, as the error names it
 */
export async function until<Answer>(
  what: string,
  timeoutMs: number,
  ask: () => Promise<Answer | null> | Answer | null,
): Promise<Answer> {
  const giveUpAt = performance.now() + timeoutMs;
  for (;;) {
    const answer = await ask();
    if (answer !== null) return answer;
    if (performance.now() > giveUpAt)
      throw new Error(`${what}: not within ${Math.round(timeoutMs / 1_000)} s`);
    await wait(POLL_MS);
  }
}

/** Work on its way from one place to the next is seen in neither when they are counted one after the other. */
const STEADY_READINGS = 3;
const BETWEEN_READINGS_MS = 10;

/** Asks until the answer was yes several times in a row; for what is put together of readings that are not taken at once. */
export async function untilSteady(
  what: string,
  timeoutMs: number,
  isSo: () => Promise<boolean>,
): Promise<void> {
  await until(what, timeoutMs, async () => {
    for (let inARow = 0; inARow < STEADY_READINGS; inARow++) {
      if (inARow > 0) await wait(BETWEEN_READINGS_MS);
      if (!(await isSo())) return null;
    }
    return true;
  });
}
