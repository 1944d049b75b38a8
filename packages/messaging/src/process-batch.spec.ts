import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { processBatch } from './process-batch.js';

describe('processBatch', () => {
  it('handles every item but the culprits, each once and in order, whoever the culprits are', async () => {
    const batch = fc.uniqueArray(fc.integer({ min: 0, max: 200 }), { maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(batch, fc.func(fc.boolean()), async (items, isCulprit) => {
        const handled: number[] = [];
        const failed: number[] = [];
        const succeeded: number[] = [];
        await processBatch(items, {
          handle: async (part) => {
            if (part.some((item) => isCulprit(item))) throw new Error('culprit');
            handled.push(...part);
          },
          succeed: (part) => void succeeded.push(...part),
          fail: async (item) => void failed.push(item),
          signal: new AbortController().signal,
        });
        expect(handled).toEqual(items.filter((item) => !isCulprit(item)));
        expect(succeeded).toEqual(handled);
        expect(failed).toEqual(items.filter((item) => isCulprit(item)));
      }),
    );
  });

  it('finds one culprit of a hundred in fourteen more calls', async () => {
    let calls = 0;
    await processBatch(
      Array.from({ length: 100 }, (_, index) => index),
      {
        handle: async (part) => {
          calls += 1;
          if (part.includes(42)) throw new Error('culprit');
        },
        succeed: () => undefined,
        fail: async () => undefined,
        signal: new AbortController().signal,
      },
    );
    expect(calls).toBe(15);
  });

  it('blames nobody once the host is closing', async () => {
    const closing = new AbortController();
    const failed: number[] = [];
    const processing = processBatch([1, 2], {
      handle: async () => {
        closing.abort();
        throw new Error('cut short');
      },
      succeed: () => undefined,
      fail: async (item) => void failed.push(item),
      signal: closing.signal,
    });
    await expect(processing).rejects.toThrow('cut short');
    expect(failed).toEqual([]);
  });
});
