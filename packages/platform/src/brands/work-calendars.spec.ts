import { describe, expect, it } from '@jest/globals';
import { addBusinessHours } from '@tidings/domain';
import type { Brand } from './brand.js';
import { carrierCalendar, warehouseCalendar } from './work-calendars.js';

const brand = {
  zone: 'Europe/Berlin',
  carrierDays: { workingDays: ['mon', 'sat'], holidays: [] },
  warehouse: {
    zone: 'Europe/London',
    workingDays: ['thu', 'fri'],
    opensAt: '08:00',
    closesAt: '18:30',
    cutOff: '15:00',
    handlingBusinessHours: 10,
    holidays: ['2026-12-25'],
  },
} as unknown as Brand;

describe('warehouseCalendar', () => {
  it('counts as the domain does: over the holiday and the weekend to Thursday', () => {
    const until = addBusinessHours(warehouseCalendar(brand), '2026-12-24T14:00:00.000Z', 5);
    expect(until).toBe('2026-12-31T08:30:00.000Z');
  });
});

describe('carrierCalendar', () => {
  it('knows the days, in the zone of the customers', () => {
    expect(carrierCalendar(brand)).toEqual({
      zone: 'Europe/Berlin',
      workingDays: [1, 6],
      holidays: new Set(),
    });
  });
});
