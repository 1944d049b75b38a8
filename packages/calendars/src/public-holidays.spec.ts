import { describe, expect, it } from '@jest/globals';
import { publicHolidays } from './public-holidays.js';

describe('publicHolidays', () => {
  it('knows the country, its regions and several years', () => {
    const germany = publicHolidays('DE', [2026, 2027]);
    expect([...germany]).toEqual(expect.arrayContaining(['2026-10-03', '2026-12-25', '2027-01-01']));
    expect(germany.has('2026-01-06')).toBe(false);
    expect(publicHolidays('DE-BY', [2026]).has('2026-01-06')).toBe(true);
    expect(publicHolidays('BR', [2018]).has('2018-09-07')).toBe(true);
  });

  it('has none of a country that it does not know', () => {
    expect(publicHolidays('ZZ', [2026]).size).toBe(0);
  });
});
