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
