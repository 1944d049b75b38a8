import { describe, expect, it } from '@jest/globals';
import { createDeskSetting } from './desk-words.js';

const reader = { locale: 'en-GB', timeZone: 'Europe/London', brandName: 'Acme' };

describe('what an agent is told', () => {
  it('has dates as the order beside it has them, and the year only where it is another', () => {
    const { dates, language } = createDeskSetting(reader, '2026-11-24T12:00:00.000Z');
    expect(language).toBe('en-GB');
    expect(dates.clock('2026-11-24T09:03:00.000Z')).toBe('Tue 24 November at 9:03 GMT');
    expect(dates.day('2026-11-18T23:30:00.000Z')).toBe('Wed 18 November');
    expect(dates.day('2025-12-30T10:00:00.000Z')).toBe('Tue 30 December 2025');
  });

  it('is English, with its dates, for an agent whose language nobody speaks here', () => {
    const { dates, language } = createDeskSetting({ ...reader, locale: 'fi-FI' }, '2026-11-24T12:00:00.000Z');
    expect([language, dates.day('2026-11-18')]).toEqual(['en-GB', 'Wed 18 November']);
  });
});
