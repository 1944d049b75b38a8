import { describe, expect, it } from '@jest/globals';
import { RateLimit } from './rate-limit.js';

describe('RateLimit', () => {
  it('takes a burst, then as many as refill, and says how long to wait', () => {
    const limit = new RateLimit({ perMinute: 60 });
    const burst = Array.from({ length: 7 }, () => limit.take('acme', 0));
    expect(burst).toEqual([0, 0, 0, 0, 0, 0, 1]);
    expect(limit.take('acme', 999)).toBe(1);
    expect(limit.take('acme', 1_000)).toBe(0);
    expect(limit.take('acme', 1_001)).toBe(1);
  });

  it('does not let a long pause add up to more than a burst', () => {
    const limit = new RateLimit({ perMinute: 60 });
    limit.take('acme', 0);
    const later = Array.from({ length: 7 }, () => limit.take('acme', 3_600_000));
    expect(later.filter((seconds) => seconds === 0)).toHaveLength(6);
  });

  it('counts each key by itself', () => {
    const limit = new RateLimit({ perMinute: 10 });
    expect([limit.take('acme', 0), limit.take('bolt', 0), limit.take('acme', 0)]).toEqual([0, 0, 6]);
  });

  it('takes the burst that it is given', () => {
    const limit = new RateLimit({ perMinute: 1, burst: 3 });
    expect(Array.from({ length: 4 }, () => limit.take('acme', 0))).toEqual([0, 0, 0, 60]);
  });

  it('still knows who asked too much after ever new keys were forgotten', () => {
    const limit = new RateLimit({ perMinute: 1, burst: 1 });
    limit.take('acme', 0);
    for (let key = 0; key < 30_000; key++) limit.take(`key ${key}`, key);
    expect(limit.take('acme', 30_000)).toBe(30);
    expect(limit.take('acme', 61_000)).toBe(0);
  });
});
