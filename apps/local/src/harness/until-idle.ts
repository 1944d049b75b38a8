import { type BacklogSources, readBacklog, totalOf } from './read-backlog.js';
import { untilSteady } from './until.js';

/** Waits until nothing that was taken on is left to do. @returns milliseconds that it took */
export async function untilIdle(sources: BacklogSources, timeoutMs: number): Promise<number> {
  const from = performance.now();
  const isIdle = async (): Promise<boolean> => totalOf(await readBacklog(sources)) === 0;
  await untilSteady('everything taken on is worked off', timeoutMs, isIdle);
  return performance.now() - from;
}
