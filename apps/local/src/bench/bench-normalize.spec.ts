import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { benchNormalize } from './bench-normalize.js';

/** That every source's sample is read and counted; the figures mean nothing at this length. */
describe('the normalising bench', () => {
  beforeAll(() => {
    jest.spyOn(console, 'log').mockImplementation(() => undefined);
  });
  afterAll(() => {
    jest.restoreAllMocks();
  });

  it('reads all of its samples and gives its figures', () => {
    const { eventsPerSecond, peakRssMb, eventsPerSecondBySource } = benchNormalize({ isShort: true });
    expect(Number(eventsPerSecond)).toBeGreaterThan(0);
    expect(Number(peakRssMb)).toBeGreaterThan(0);
    expect(Object.values(eventsPerSecondBySource as object).every((rate) => Number(rate) > 0)).toBe(true);
  });
});
