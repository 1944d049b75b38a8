import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { benchPipeline } from './bench-pipeline.js';

const TIMEOUT_MS = 180_000;

/** That the bench runs and counts what it promises; its figures mean nothing at this length. Needs `dist`. */
describe('the pipeline bench', () => {
  beforeAll(() => {
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });

  it(
    'pushes webhooks through to the mailbox and gives its figures',
    async () => {
      const figures = await benchPipeline({ isShort: true, seconds: 2, nodeOptions: {} });
      const counted = [
        'acceptedPerSecond',
        'decidedPerSecond',
        'mailsPerSecond',
        'p50Ms',
        'p99Ms',
        'pssMb',
        'coreMsPerWebhook',
        'rawInsertsPerSecond',
        'rawPublishesPerSecond',
      ];
      for (const key of counted) expect([key, figures[key]]).toEqual([key, expect.any(Number)]);
      for (const key of counted) expect([key, Number(figures[key]) > 0]).toEqual([key, true]);
    },
    TIMEOUT_MS,
  );
});
