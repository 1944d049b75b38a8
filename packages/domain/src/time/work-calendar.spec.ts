import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addDays, dateOfDay, daysBetween, weekdayOfDay } from './calendar-date.js';
import { fromMillis, hoursBetween } from './instant.js';
import { addBusinessHours, businessHoursBetween, workEndsAt, workStartsAt } from './work-calendar.js';
import type { WorkCalendar } from './work-calendar.js';
import { dateIn, endOfDate, startOfDate, zoneOffsetMs } from './zone-offset.js';

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/Los_Angeles',
  'America/St_Johns',
  'America/Santiago',
  'Australia/Sydney',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Pacific/Apia',
];
const RUNS = { seed: 20_261_102, numRuns: 300 };
const instants = fc
  .integer({ min: Date.UTC(2019, 0), max: Date.UTC(2031, 0) })
  .map((millis) => fromMillis(millis));

const carrier: WorkCalendar = {
  zone: 'Europe/Berlin',
  workingDays: [1, 2, 3, 4, 5],
  holidays: new Set(['2026-12-25']),
};
const warehouse: WorkCalendar = { ...carrier, opensAt: 9 * 60, closesAt: 17 * 60, cutOff: 15 * 60 };

const calendars: fc.Arbitrary<WorkCalendar> = fc
  .record({
    zone: fc.constantFrom(...ZONES),
    workingDays: fc.subarray([1, 2, 3, 4, 5, 6, 7], { minLength: 1 }),
    holidays: fc
      .array(fc.integer({ min: 18_000, max: 22_000 }).map(dateOfDay))
      .map((dates) => new Set(dates)),
    opensAt: fc.integer({ min: 0, max: 700 }),
    closesAt: fc.integer({ min: 701, max: 1_440 }),
  })
  .chain(({ opensAt, closesAt, ...days }) => fc.constantFrom(days, { ...days, opensAt, closesAt }));

const clock = (timeZone: string) =>
  new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
const clocks = new Map(ZONES.map((zone) => [zone, clock(zone)]));

function offsetByIntl(zone: string, at: string): number {
  const parts = clocks.get(zone)?.formatToParts(Date.parse(at)) ?? [];
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  const wall = Date.UTC(
    part('year'),
    part('month') - 1,
    part('day'),
    part('hour'),
    part('minute'),
    part('second'),
  );
  return wall - Math.floor(Date.parse(at) / 1_000) * 1_000;
}

describe('zones', () => {
  it('agree with Intl at any instant, in both hemispheres', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), instants, (zone, at) => {
        expect(zoneOffsetMs(zone, Date.parse(at))).toBe(offsetByIntl(zone, at));
      }),
      { ...RUNS, numRuns: 1_500 },
    );
  });

  it.each([
    { zone: 'Europe/Berlin', at: '2026-03-29T01:00:00.000Z', from: 60, to: 120 },
    { zone: 'Europe/Berlin', at: '2026-10-25T01:00:00.000Z', from: 120, to: 60 },
    { zone: 'Australia/Sydney', at: '2026-04-04T16:00:00.000Z', from: 660, to: 600 },
    { zone: 'Australia/Lord_Howe', at: '2026-04-04T15:00:00.000Z', from: 660, to: 630 },
  ])('change their clocks to the millisecond: $zone', ({ zone, at, from, to }) => {
    expect(zoneOffsetMs(zone, Date.parse(at) - 1) / 60_000).toBe(from);
    expect(zoneOffsetMs(zone, Date.parse(at)) / 60_000).toBe(to);
  });

  it('refuses a zone that does not exist', () => {
    expect(() => zoneOffsetMs('Europe/Atlantis', 0)).toThrow(/Europe\/Atlantis/);
  });

  it('begin each date where the date before has ended', () => {
    fc.assert(
      fc.property(fc.constantFrom(...ZONES), fc.integer({ min: 18_300, max: 22_000 }), (zone, day) => {
        const starts = startOfDate(zone, dateOfDay(day));
        expect(dateIn(zone, starts)).toBe(dateOfDay(day));
        expect(endOfDate(zone, dateOfDay(day - 1))).toBe(starts);
        expect(dateIn(zone, fromMillis(Date.parse(starts) - 1))).not.toBe(dateOfDay(day));
      }),
      RUNS,
    );
  });

  it('know the date on the wall', () => {
    expect(dateIn('America/Los_Angeles', '2026-11-03T07:59:59.999Z')).toBe('2026-11-02');
    expect(dateIn('Australia/Sydney', '2026-11-02T13:00:00.000Z')).toBe('2026-11-03');
  });
});

describe('dates', () => {
  it('count', () => {
    expect(addDays('2026-02-27', 2)).toBe('2026-03-01');
    expect(daysBetween('2026-11-05', '2026-11-02')).toBe(-3);
    expect([0, 4, 10, -4].map(weekdayOfDay)).toEqual([4, 1, 7, 7]);
    expect(() => daysBetween('2026-11-05', 'soon')).toThrow(/soon/);
  });
});

describe('business hours', () => {
  it('are undone by adding them', () => {
    const cases = fc.tuple(calendars, instants, fc.integer({ min: 0, max: 400 * 3_600_000 }));
    fc.assert(
      fc.property(cases, ([calendar, from, millis]) => {
        const to = addBusinessHours(calendar, from, millis / 3_600_000);
        expect(businessHoursBetween(calendar, from, to) * 3_600_000).toBeCloseTo(millis, 3);
      }),
      RUNS,
    );
  });

  it('are found again by counting them, up to the idle time at the end', () => {
    const cases = fc.tuple(calendars, instants, fc.integer({ min: 0, max: 900 }));
    fc.assert(
      fc.property(cases, ([calendar, from, hours]) => {
        const to = fromMillis(Date.parse(from) + hours * 3_600_000);
        const again = addBusinessHours(calendar, from, businessHoursBetween(calendar, from, to));
        expect(again <= to).toBe(true);
        expect(businessHoursBetween(calendar, again, to)).toBeCloseTo(0, 6);
      }),
      RUNS,
    );
  });

  it.each([
    { what: 'within a day', from: '2026-11-02T08:00:00.000Z', to: '2026-11-02T20:00:00.000Z', hours: 12 },
    { what: 'over a weekend', from: '2026-11-06T11:00:00.000Z', to: '2026-11-09T11:00:00.000Z', hours: 24 },
    { what: 'a weekend alone', from: '2026-11-07T08:00:00.000Z', to: '2026-11-08T20:00:00.000Z', hours: 0 },
    { what: 'over a holiday', from: '2026-12-24T11:00:00.000Z', to: '2026-12-28T11:00:00.000Z', hours: 24 },
    { what: 'backwards', from: '2026-11-03T08:00:00.000Z', to: '2026-11-02T08:00:00.000Z', hours: 0 },
  ])('count $what', ({ from, to, hours }) => {
    expect(businessHoursBetween(carrier, from, to)).toBe(hours);
  });

  it('follow the clock where a working day is an hour short', () => {
    const sundays = { ...carrier, workingDays: [7] };
    expect(businessHoursBetween(sundays, '2026-03-28T00:00:00.000Z', '2026-03-31T00:00:00.000Z')).toBe(23);
  });

  it("of a warehouse are its opening hours, and work after the cut-off is the next day's", () => {
    const order = (at: string) => addBusinessHours(warehouse, workStartsAt(warehouse, at), 8);
    expect(order('2026-11-02T07:00:00.000Z')).toBe('2026-11-02T16:00:00.000Z');
    expect(order('2026-11-02T13:59:00.000Z')).toBe('2026-11-03T13:59:00.000Z');
    expect(order('2026-11-02T14:00:00.000Z')).toBe('2026-11-03T16:00:00.000Z');
    expect(order('2026-11-06T15:30:00.000Z')).toBe('2026-11-09T16:00:00.000Z');
    expect(
      hoursBetween('2026-11-02T22:00:00.000Z', workStartsAt(warehouse, '2026-11-02T22:00:00.000Z')),
    ).toBe(0);
  });

  it.each([
    ['workingDays', { ...carrier, workingDays: [] }],
    ['workingDays', { ...carrier, workingDays: [0] }],
    ['opensAt', { ...warehouse, opensAt: 1_020 }],
    [
      'holidays',
      {
        ...carrier,
        workingDays: [1],
        holidays: new Set(Array.from({ length: 9_999 }, (_, n) => dateOfDay(n + 18_000))),
      },
    ],
  ])('refuse a calendar without any, naming %s', (field, calendar) => {
    expect(() => addBusinessHours(calendar, '2026-11-02T08:00:00.000Z', 1)).toThrow(field);
  });

  it('refuse a negative number of hours', () => {
    expect(() => addBusinessHours(carrier, '2026-11-02T08:00:00.000Z', -1)).toThrow(/-1/);
  });
});

describe('workEndsAt', () => {
  it('is the closing of the day that is under way, and none while nobody works', () => {
    expect(workEndsAt(warehouse, '2026-03-02T08:00:00.000Z')).toBe('2026-03-02T16:00:00.000Z');
    expect(workEndsAt(warehouse, '2026-03-02T07:59:59.999Z')).toBeNull();
    expect(workEndsAt(warehouse, '2026-03-02T16:00:00.000Z')).toBeNull();
    expect(workEndsAt(warehouse, '2026-03-07T10:00:00.000Z')).toBeNull();
    expect(workEndsAt(carrier, '2026-03-02T10:00:00.000Z')).toBe('2026-03-02T23:00:00.000Z');
  });
});
