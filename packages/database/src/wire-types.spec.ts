import { describe, expect, it } from '@jest/globals';
import { parseInstant, parseInt8 } from './wire-types.js';

describe('parseInt8', () => {
  it('reads what a number holds exactly, and refuses the rest', () => {
    expect(parseInt8('-42')).toBe(-42);
    expect(parseInt8('9007199254740991')).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => parseInt8('9007199254740993')).toThrow('does not fit a number');
  });
});

describe('parseInstant', () => {
  it.each([
    ['2026-01-31 08:05:00+00', '2026-01-31T08:05:00.000Z'],
    ['2026-01-31 08:05:00.5+00', '2026-01-31T08:05:00.500Z'],
    ['2026-01-31 08:05:00.123999+00', '2026-01-31T08:05:00.123Z'],
  ])('reads %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each(['infinity', '0044-03-15 12:00:00+00 BC', '2026-01-31 08:05:00+01'])('refuses %s', (text) => {
    expect(() => parseInstant(text)).toThrow(RangeError);
  });
});
