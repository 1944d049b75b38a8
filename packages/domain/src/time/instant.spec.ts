import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isCalendarDate } from './calendar-date.js';
import { fromMillis, instantSchema, toMillis } from './instant.js';

const RUNS = { seed: 20_261_102, numRuns: 500 };

describe('instantSchema', () => {
  it.each(['yesterday', '', '2026-02-30T00:00:00.000Z', '2026-01-31'])(
    'refuses %j and throws nothing',
    (text) => {
      expect(instantSchema.safeParse(text).success).toBe(false);
    },
  );
});

describe('instants', () => {
  it('are read and written as Date does, in every year', () => {
    const millis = fc.integer({ min: Date.parse('0000-01-01T00:00:00.000Z'), max: Date.UTC(9999, 11, 31) });
    fc.assert(
      fc.property(millis, (at) => {
        const text = new Date(at).toISOString();
        expect(fromMillis(at)).toBe(text);
        expect(toMillis(text)).toBe(at);
      }),
      RUNS,
    );
  });

  it('with no milliseconds, or beyond four-digit years, still are', () => {
    expect(toMillis('2026-11-02T08:00:00Z')).toBe(Date.UTC(2026, 10, 2, 8));
    expect(fromMillis(253_402_300_800_000)).toBe('+010000-01-01T00:00:00.000Z');
    expect(() => fromMillis(NaN)).toThrow(RangeError);
  });

  it.each(['2026-02-30T08:00:00.000Z', '2026-13-01T08:00:00.000Z', '2026-11-02T24:00:00.000Z', '2026-11-02'])(
    'do not exist: %s',
    (text) => {
      expect(instantSchema.safeParse(text).success).toBe(false);
    },
  );
});

describe('dates', () => {
  it.each(['2024-02-29', '2000-02-29', '1969-12-31'])('exist: %s', (text) => {
    expect(isCalendarDate(text)).toBe(true);
  });

  it.each(['2026-02-29', '1900-02-29', '2026-00-10', '2026-11-31', 'soon', ''])(
    'do not exist: %s',
    (text) => {
      expect(isCalendarDate(text)).toBe(false);
    },
  );
});
