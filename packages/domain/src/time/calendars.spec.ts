import { expect, it } from '@jest/globals';
import { pickupDays } from './calendars.js';
import { businessHoursBetween } from './work-calendar.js';
import type { WorkCalendar } from './work-calendar.js';

const warehouse: WorkCalendar = {
  zone: 'Europe/Berlin',
  workingDays: [1, 2, 3, 4, 5],
  holidays: new Set(['2026-03-04']),
  opensAt: 480,
  closesAt: 960,
};
const carrierDays: WorkCalendar = {
  zone: 'Europe/London',
  workingDays: [2, 3, 4, 5, 6],
  holidays: new Set(['2026-03-05']),
};

it('a parcel is fetched on days on which both work, all day and where the warehouse is', () => {
  const days = pickupDays({ warehouse, carrierDays });
  // Of this week Tuesday and Friday are left.
  expect(businessHoursBetween(days, '2026-03-01T23:00:00.000Z', '2026-03-08T23:00:00.000Z')).toBe(48);
  expect(businessHoursBetween(days, '2026-03-02T22:00:00.000Z', '2026-03-03T01:00:00.000Z')).toBe(2);
  expect(pickupDays({ warehouse, carrierDays })).toBe(days);
});

it('where they never work on the same day the carriers come all the same', () => {
  const weekend = { ...warehouse, workingDays: [7], holidays: new Set<string>() };
  expect(pickupDays({ warehouse: weekend, carrierDays }).workingDays).toEqual(carrierDays.workingDays);
});
