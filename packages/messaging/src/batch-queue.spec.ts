import { describe, expect, it } from '@jest/globals';
import { BatchQueue } from './batch-queue.js';

describe('BatchQueue', () => {
  const filled = (
    count: number,
    options: ConstructorParameters<typeof BatchQueue<number>>[0],
  ): BatchQueue<number> => {
    const queue = new BatchQueue<number>(options);
    for (let item = 0; item < count; item += 1) queue.push(item);
    return queue;
  };

  it('gives out a full batch without lingering, and the rest after the linger', async () => {
    const queue = filled(5, { maxBatch: 3, lingerMs: 20 });
    expect(await queue.take()).toEqual([0, 1, 2]);
    const beforeMs = performance.now();
    expect(await queue.take()).toEqual([3, 4]);
    expect(performance.now() - beforeMs).toBeLessThan(1_000);
    expect(queue.size).toBe(0);
  });

  it('ends the linger when the batch becomes full', async () => {
    const queue = filled(1, { maxBatch: 2, lingerMs: 60_000 });
    const taken = queue.take();
    queue.push(1);
    expect(await taken).toEqual([0, 1]);
  });

  it('gives out an item that stands alone by itself, in its place', async () => {
    const queue = filled(6, { maxBatch: 4, lingerMs: 0, standsAlone: (item) => item === 2 || item === 3 });
    expect([await queue.take(), await queue.take(), await queue.take(), await queue.take()]).toEqual([
      [0, 1],
      [2],
      [3],
      [4, 5],
    ]);
  });

  it('wakes whoever waits when it is closed', async () => {
    const queue = filled(0, { maxBatch: 4, lingerMs: 60_000 });
    const taken = queue.take();
    queue.close();
    expect(await taken).toEqual([]);
  });
});
