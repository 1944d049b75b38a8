import { type Backlog, type BacklogSources, readBacklog, totalOf } from './read-backlog.js';
import { untilSteady } from './until.js';

/**
 * Waits until nothing that was taken on is left to do. @returns milliseconds that it took
 * @throws after `timeoutMs`, naming what was last seen waiting
 */
export async function untilIdle(sources: BacklogSources, timeoutMs: number): Promise<number> {
  const from = performance.now();
  let last: Backlog | undefined;
  const isIdle = async (): Promise<boolean> => totalOf((last = await readBacklog(sources))) === 0;
  try {
    await untilSteady('everything taken on is worked off', timeoutMs, isIdle);
  } catch (cause) {
    throw new Error(`work is left: ${JSON.stringify(last)}`, { cause });
  }
  return performance.now() - from;
}
