import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { benchBacktest } from './bench-backtest.js';

beforeAll(() => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterAll(() => {
  jest.restoreAllMocks();
});

it('the backtest bench replays what it promises, and gives its figures', () => {
  const figures = benchBacktest({ isShort: true });
  expect(Number(figures['events'])).toBeGreaterThanOrEqual(2_000);
  for (const key of ['orders', 'seconds', 'eventsPerSecond', 'peakHeapMb', 'messages'])
    expect([key, Number(figures[key]) > 0]).toEqual([key, true]);
});
