import { describe, expect, it } from '@jest/globals';
import { dayIfMidnight, readTimestamp, trustUnlessZero } from './read-timestamp.js';
import { fromCompact, fromGerman, fromTwelveHour, offsetBetween } from './rewrite-time.js';

describe('fromTwelveHour', () => {
  it.each([
    ['12:26 pm', '2026-04-28T12:26'],
    ['12:26 am', '2026-04-28T00:26'],
    ['12:00 PM', '2026-04-28T12:00'],
    ['12:00 am', '2026-04-28T00:00'],
    ['1:05 pm', '2026-04-28T13:05'],
    ['11:59pm', '2026-04-28T23:59'],
    ['', '2026-04-28'],
    [null, '2026-04-28'],
    ['13:05 pm', ''],
    ['0:05 am', ''],
    ['noon', ''],
  ])('%p is %p', (time, text) => {
    expect(fromTwelveHour('April 28, 2026', time)).toBe(text);
  });

  it('leaves dates of the calendar to the reader of times', () => {
    expect(fromTwelveHour('Smarch 13, 2026', '1:00 pm')).toBe('');
    expect(readTimestamp(fromTwelveHour('February 30, 2026', '1:00 pm'), 'stated')).toBeNull();
  });
});

describe('fromCompact', () => {
  it.each([
    ['20240423', '091519', '2024-04-23T09:15:19'],
    ['20240423', '74700', '2024-04-23T07:47:00'],
    ['20240423', '09:15:19', '2024-04-23T09:15:19'],
    ['20240423', '', '2024-04-23'],
    ['20240423', undefined, '2024-04-23'],
    ['2024-04-23', '091519', ''],
    ['20240423', 'soon', ''],
    ['20240423', '1234567', ''],
  ])('%p %p is %p', (date, time, text) => {
    expect(fromCompact(date, time)).toBe(text);
  });
});

describe('fromGerman', () => {
  it.each([
    ['18.03.2026 10:02', '2026-03-18T10:02'],
    ['18.03.2026', '2026-03-18'],
    ['18/03/2026', ''],
  ])('%p is %p', (text, rewritten) => {
    expect(fromGerman(text)).toBe(rewritten);
  });
});

describe('offsetBetween', () => {
  it.each([
    ['2026-11-20T08:00:00', '2026-11-20T13:00:00', '-05:00'],
    ['2026-11-21T01:30:00', '2026-11-20T20:00:00', '+05:30'],
    ['2026-11-20T08:00:00', '2026-11-20T08:00:00', '+00:00'],
    // The wrong day: no zone is 29 hours away.
    ['2026-11-20T08:00:00', '2026-11-21T13:00:00', ''],
    ['2026-11-20T08:00:00', '2026-11-20T13:07:00', ''],
    ['2026-11-20', 'soon', ''],
  ])('from %p to %p is %p', (wall, utc, offset) => {
    expect(offsetBetween(wall, utc)).toBe(offset);
  });
});

describe('a midnight that is a date', () => {
  it('loses its hour and its offset', () => {
    expect(dayIfMidnight(read('2026-11-20T00:00:00-05:00'))).toEqual({
      instant: null,
      wall: '2026-11-20',
      offsetMinutes: null,
      zoneFrom: 'none',
      precision: 'day',
    });
  });

  it('is no other time', () => {
    expect(dayIfMidnight(read('2026-11-20T00:00:01-05:00')).precision).toBe('second');
    expect(dayIfMidnight(read('2026-11-20')).wall).toBe('2026-11-20');
  });
});

describe('an offset of zero', () => {
  it.each(['2026-11-20T10:00:00Z', '2026-11-20T10:00:00+00:00', '2026-11-20T10:00:00-0000'])(
    'is not vouched for: %s',
    (text) => expect(trustUnlessZero(text)).toBe('assumed'),
  );

  it.each(['2026-11-20T10:00:00-05:00', '2026-11-20T10:00:00+0530', '2026-11-20T10:00:00+10:00'])(
    'is not what %s has',
    (text) => expect(trustUnlessZero(text)).toBe('stated'),
  );
});

function read(text: string) {
  const at = readTimestamp(text, 'stated');
  if (at === null) throw new Error(`not a time: ${text}`);
  return at;
}
