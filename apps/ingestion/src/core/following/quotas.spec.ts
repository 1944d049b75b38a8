import { describe, expect, it } from '@jest/globals';
import { quotasOf } from './quotas.js';

const DAY = { requests: 250, perSeconds: 86_400 };
const NONE = { polls: 0, registrations: null };

describe('quotasOf', () => {
  it("are the day's requests, and no shorter limit's", () => {
    const limits = [{ requests: 1, perSeconds: 5 }, { requests: 60, perSeconds: 3_600 }, DAY];
    expect(quotasOf({ limits }, { ...NONE, polls: 100 })).toEqual([
      { of: 'requests', used: 100, cap: 250, isLow: false },
    ]);
  });

  it.each([
    [199, false],
    [200, true],
    [250, true],
  ])('with %d of 250 used: low is %p, so that it is known before it is gone', (polls, isLow) => {
    expect(quotasOf({ limits: [DAY] }, { ...NONE, polls })).toMatchObject([{ isLow }]);
  });

  it("are the month's registrations where the brand set a cap", () => {
    const of = (cap: number | null) =>
      quotasOf({ limits: [] }, { polls: 9, registrations: { used: 80, cap } });
    expect(of(100)).toEqual([{ of: 'registrations', used: 80, cap: 100, isLow: true }]);
    expect(of(0)).toMatchObject([{ isLow: true }]);
    expect(of(null)).toEqual([]);
  });
});
