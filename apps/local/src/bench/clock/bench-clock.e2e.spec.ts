import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { benchClock, SHORT_CLOCK_BENCH } from './bench-clock.js';

beforeAll(() => {
  jest.spyOn(console, 'log').mockImplementation(() => undefined);
});
afterAll(() => {
  jest.restoreAllMocks();
});

it('the clock bench wakes what it promises, and gives its figures', async () => {
  const figures = await benchClock(SHORT_CLOCK_BENCH);
  for (const key of ['seconds', 'secondsAmongFew', 'bytesPerOrder', 'decisionsPerWoken'])
    expect([key, Number(figures[key]) > 0]).toEqual([key, true]);
}, 300_000);
