import { setTimeout as wait } from 'node:timers/promises';

/** Asks again until the answer is what is hoped for. @throws with the last answer after 20 s */
export async function until<Answer>(
  ask: () => Promise<Answer> | Answer,
  isReached: (answer: Answer) => boolean,
): Promise<Answer> {
  const giveUpAt = performance.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (isReached(answer)) return answer;
    if (performance.now() > giveUpAt) throw new Error(`it never came to that: ${JSON.stringify(answer)}`);
    await wait(20);
  }
}
