import { type BacklogSources, readBacklog, totalOf } from './read-backlog.js';
import { until } from './until.js';

/** Work on its way from one place to the next is seen in neither when they are counted one after the other. */
const EMPTY_READINGS = 3;

/** Waits until nothing that was taken on is left to do. @returns milliseconds that it took */
export async function untilIdle(sources: BacklogSources, timeoutMs: number): Promise<number> {
  const from = performance.now();
  let empty = 0;
  await until('everything taken on is worked off', timeoutMs, async () => {
    empty = totalOf(await readBacklog(sources)) === 0 ? empty + 1 : 0;
    return empty >= EMPTY_READINGS ? true : null;
  });
  return performance.now() - from;
}
