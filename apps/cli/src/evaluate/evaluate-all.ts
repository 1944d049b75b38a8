import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { evaluateWorld, HAZARDS, scaleHazards, type Tally } from '@tidings/simulator';

/** A world that is to be played. */
export interface WorldJob {
  readonly seed: number;
  readonly orders: number;
  /** How much more often than cited things go wrong. */
  readonly factor: number;
}

export function evaluateJob({ seed, orders, factor }: WorldJob): Tally {
  return evaluateWorld({ seed, orders, hazards: scaleHazards(HAZARDS, factor) });
}

/** In the order of the jobs. @param workers how many at the same time; 0: one per core; 1: here, in no thread of its own */
export async function evaluateAll(jobs: readonly WorldJob[], workers: number): Promise<readonly Tally[]> {
  const wanted = Math.min(jobs.length, workers === 0 ? availableParallelism() : workers);
  if (wanted <= 1) return jobs.map(evaluateJob);
  const tallies: Tally[] = [];
  const waiting = jobs.map((job, index) => ({ job, index }));
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      tallies[next.index] = await evaluateElsewhere(next.job);
    }
  };
  await Promise.all(Array.from({ length: wanted }, lane));
  return tallies;
}

function evaluateElsewhere(job: WorldJob): Promise<Tally> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('evaluate-worker.js', import.meta.url), { workerData: job });
    worker.once('message', resolve).once('error', reject);
  });
}
