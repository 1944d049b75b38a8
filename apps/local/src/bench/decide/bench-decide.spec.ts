import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { benchDecide } from './bench-decide.js';

beforeAll(() => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterAll(() => {
  jest.restoreAllMocks();
});

it('the decide bench chooses as the other engines do, and gives its figures', async () => {
  const figures = await benchDecide({ isShort: true });
  const counted = ['decisionsPerSecond', 'evaluationsPerSecond', 'vsZenEngine', 'vsJsonRulesEngine'];
  for (const key of counted) expect([key, Number(figures[key]) > 0]).toEqual([key, true]);
});
