import { describe, expect, it } from '@jest/globals';
import type { Estimate } from './forecast.js';
import { etaShiftDays, stateEstimate } from './state-estimate.js';

const between = (from: number, to: number): Estimate => ({
  from: `2026-11-${String(from).padStart(2, '0')}`,
  to: `2026-11-${String(to).padStart(2, '0')}`,
  coverage: null,
  basis: 'carrier',
});
const stated = { estimate: between(5, 6), before: null };

describe('stateEstimate', () => {
  it('begins with what is computed', () => {
    expect(stateEstimate(null, between(5, 6), 1)).toEqual(stated);
    expect(stateEstimate(null, null, 1)).toEqual({ estimate: null, before: null });
  });

  it.each([
    ['the same', between(5, 6), 1],
    ['narrower', between(6, 6), 1],
    ['later, but by less than the step', between(6, 7), 2],
    ['on other grounds', { ...between(5, 6), basis: 'learned' as const, coverage: 0.9 }, 1],
  ])('stays when the new one is %s', (_, computed, step) => {
    expect(stateEstimate(stated, computed, step)).toBe(stated);
  });

  it.each([
    ['later', between(6, 7)],
    ['earlier', between(4, 5)],
    ['gone', null],
  ])('moves when the new one is %s, says what it was, and then stays', (_, computed) => {
    const moved = stateEstimate(stated, computed, 1);
    expect(moved).toEqual({ estimate: computed, before: stated.estimate });
    expect(stateEstimate(moved, computed, 1)).toBe(moved);
  });

  it('moves by the step from what was stated, not from what was last computed', () => {
    const crept = stateEstimate(stateEstimate(stated, between(6, 7), 2), between(7, 8), 2);
    expect(crept).toEqual({ estimate: between(7, 8), before: between(5, 6) });
  });

  it('remembers what was withdrawn when a new one comes', () => {
    const withdrawn = stateEstimate(stated, null, 1);
    expect(stateEstimate(withdrawn, between(9, 9), 1)).toEqual({
      estimate: between(9, 9),
      before: between(5, 6),
    });
  });
});

describe('etaShiftDays', () => {
  it("counts how far the end of the carrier's date moved", () => {
    expect(etaShiftDays(between(5, 6), between(5, 8))).toBe(2);
    expect(etaShiftDays(between(5, 6), between(4, 4))).toBe(-2);
    expect(etaShiftDays(null, between(4, 4))).toBeNull();
    expect(etaShiftDays(between(4, 4), null)).toBeNull();
  });
});
