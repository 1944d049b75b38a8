import { describe, expect, it } from '@jest/globals';
import { readDate, readTimestamp } from './read-timestamp.js';

describe('readTimestamp', () => {
  it.each([
    ['2026-11-20T15:19:00-05:00', '2026-11-20T20:19:00.000Z', -300],
    ['2026-11-20T15:19:00-0500', '2026-11-20T20:19:00.000Z', -300],
    ['2026-11-20T15:19:00-04.00', '2026-11-20T19:19:00.000Z', -240],
    ['2026-11-20T15:19:00+05:45', '2026-11-20T09:34:00.000Z', 345],
    ['2026-11-20T15:19:00+01', '2026-11-20T14:19:00.000Z', 60],
    ['2026-11-20 15:19:00.123 Z', '2026-11-20T15:19:00.000Z', 0],
    ['2026-11-20T23:30:00-02:00', '2026-11-21T01:30:00.000Z', -120],
  ])('%s is %s', (text, instant, offsetMinutes) => {
    expect(readTimestamp(text, 'stated')).toMatchObject({ instant, offsetMinutes, zoneFrom: 'carrier' });
  });

  it('keeps the wall time as written, whatever the offset', () => {
    expect(readTimestamp('2026-11-20T15:19:30-05:00', 'stated')?.wall).toBe('2026-11-20T15:19:30');
  });

  it('claims no instant from a Z that was stamped on local time', () => {
    expect(readTimestamp('2026-11-20T15:19:00Z', 'false')).toEqual({
      instant: null,
      wall: '2026-11-20T15:19:00',
      offsetMinutes: null,
      zoneFrom: 'none',
      precision: 'second',
    });
  });

  it('marks an instant that nobody vouches for', () => {
    expect(readTimestamp('2026-11-20T15:19:00Z', 'assumed')).toMatchObject({
      instant: '2026-11-20T15:19:00.000Z',
      zoneFrom: 'assumed',
    });
  });

  it('knows no instant without an offset, and no hour without a time', () => {
    expect(readTimestamp('2026-11-20T15:19', 'stated')).toMatchObject({
      instant: null,
      zoneFrom: 'none',
      precision: 'minute',
    });
    expect(readTimestamp('2026-11-20', 'stated')).toMatchObject({
      instant: null,
      wall: '2026-11-20',
      precision: 'day',
    });
  });

  it.each([
    '',
    'yesterday',
    '2026-02-31T10:00:00Z',
    '2026-13-01',
    '2026-11-20T24:00:00Z',
    '2026-11-20T15:60:00Z',
    '2026-11-20T15:19:00+19:00',
    '0001-01-01T00:00:00Z',
    '9999-12-31T23:59:59-12:00',
    '2026-11-20T15:19:00Zulu',
    ' 2026-11-20',
  ])('does not read %p', (text) => {
    expect(readTimestamp(text, 'stated')).toBeNull();
  });
});

describe('readDate', () => {
  it('takes a midnight for the date that it is', () => {
    expect(readDate('2026-11-27T00:00:00Z')).toBe('2026-11-27');
    expect(readDate('2026-11-27')).toBe('2026-11-27');
    expect(readDate('2026-11-271')).toBeNull();
    expect(readDate('2026-02-30T00:00:00Z')).toBeNull();
    expect(readDate('soon')).toBeNull();
  });

  it('agrees with the calendar on every day from 1990 to 2099, and on the days that are not', () => {
    const strange: string[] = [];
    for (let n = 0; n < 110 * 14 * 33; n += 1) {
      const [year, month, day] = [1990 + Math.floor(n / 462), Math.floor(n / 33) % 14, n % 33];
      const date = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const isReal = new Date(Date.UTC(year, month - 1, day)).toISOString().startsWith(date);
      if ((readDate(date) !== null) !== isReal) strange.push(date);
    }
    expect(strange).toEqual([]);
  });
});
