import { describe, expect, it } from '@jest/globals';
import { assessBreaker } from './breaker.js';
import type { BreakerCounts } from './breaker.js';

/** How many of those who ask get out within the hour. */
function leaving(asking: number, counts: Omit<BreakerCounts, 'leftInHour'>): number {
  let leftInHour = 0;
  for (let each = 0; each < asking; each += 1)
    if (assessBreaker({ ...counts, leftInHour }).state === 'closed') leftInHour += 1;
  return leftInHour;
}

describe('the breaker', () => {
  it('lets at most 50 of 2,000 parcels be called lost by a poisoned table', () => {
    expect(leaving(2_000, { usualPerHour: null, liveParcels: 2_000 })).toBe(50);
    expect(leaving(2_000, { usualPerHour: 0.1, liveParcels: 2_000 })).toBe(50);
  });

  it('opens past five times the usual rate, and says so', () => {
    expect(leaving(2_000, { usualPerHour: 30, liveParcels: 100_000 })).toBe(150);
    expect(assessBreaker({ leftInHour: 150, usualPerHour: 30, liveParcels: 100_000 })).toEqual({
      state: 'open',
      because: 'times_usual',
      limit: 150,
    });
  });

  it('opens past a share of the live parcels, however usual the rate', () => {
    expect(assessBreaker({ leftInHour: 400, usualPerHour: 500, liveParcels: 2_000 })).toEqual({
      state: 'open',
      because: 'share_of_live',
      limit: 400,
    });
  });

  it('does not open for a handful', () => {
    expect(assessBreaker({ leftInHour: 49, usualPerHour: 1, liveParcels: 20 }).state).toBe('closed');
  });
});
