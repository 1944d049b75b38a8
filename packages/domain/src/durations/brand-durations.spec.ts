import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SHIPPED_THRESHOLDS } from '../forecast/shipped-thresholds.js';
import { addHours, hoursBetween } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import { BrandDurations } from './brand-durations.js';
import type { EstimateMoment, ParcelWay } from './brand-durations.js';

const EVERY_DAY: WorkCalendar = { zone: 'UTC', workingDays: [1, 2, 3, 4, 5, 6, 7], holidays: new Set() };
const CALENDARS = { carrierDays: EVERY_DAY, warehouse: EVERY_DAY };
const START: Instant = '2026-03-02T08:00:00.000Z';
const WAY: ParcelWay = { carrier: 'ups', service: 'ground', lane: 'DE-north' };

function moment(since: Instant, way: ParcelWay = WAY): EstimateMoment {
  return { ...way, leg: 'label', since, handlings: 0, trouble: null, carrierEta: null, promisedDate: null };
}

interface Taught {
  readonly days: number;
  /** By the number of the parcel. */
  readonly takesHours: (parcel: number) => number;
  readonly gapHours?: (parcel: number) => number;
}

/** Ten parcels a day, told of in the order of their arrival, up to the last of these days. */
function taught({ days, takesHours, gapHours = () => 10 }: Taught): {
  durations: BrandDurations;
  asOf: Instant;
} {
  const durations = new BrandDurations(CALENDARS);
  const asOf = addHours(START, days * 24);
  const parcels = Array.from({ length: days * 10 }, (_, parcel) => {
    const since = addHours(START, parcel * 2.4);
    return { since, deliveredAt: addHours(since, takesHours(parcel)), gap: gapHours(parcel) };
  });
  for (const { since, deliveredAt, gap } of parcels.toSorted((a, b) =>
    a.deliveredAt < b.deliveredAt ? -1 : 1,
  )) {
    if (deliveredAt > asOf) continue;
    const gaps = [{ ...WAY, leg: 'linehaul' as const, from: since, to: addHours(since, gap) }];
    durations.learn({ deliveredAt, moments: [moment(since)], gaps });
  }
  return { durations, asOf };
}

/** Spread evenly on the logarithm: the middle one of a hundred takes so long. */
const around = (hours: number) => (parcel: number) =>
  hours * Math.exp(((((parcel * 37) % 100) - 50) / 100) * 1.2);

describe('what a brand learned of its durations', () => {
  it('is nothing at first, and is said to be nothing', () => {
    const durations = new BrandDurations(CALENDARS);
    expect(durations.estimate(moment(START), START)).toBeNull();
    expect(durations.thresholdsOf(WAY, START)).toEqual(SHIPPED_THRESHOLDS);
  });

  it('is too little until parcels have been watched for longer than they take', () => {
    const { durations, asOf } = taught({ days: 5, takesHours: around(96) });
    expect(durations.estimate(moment(asOf), asOf)).toBeNull();
  });

  it('gives intervals that hold what they promise', () => {
    const { durations, asOf } = taught({ days: 60, takesHours: around(60) });
    const interval = durations.estimate(moment(asOf), asOf);
    if (interval === null) throw new Error('too little data');
    const outcomes = Array.from({ length: 100 }, (_, parcel) => addHours(asOf, around(60)(parcel)));
    const inside = ({ from, to }: { from: Instant; to: Instant }): number =>
      outcomes.filter((at) => from <= at && at <= to).length;
    expect(Math.abs(inside(interval.within80) - 80)).toBeLessThanOrEqual(6);
    expect(Math.abs(inside(interval.within95) - 95)).toBeLessThanOrEqual(4);
    expect(hoursBetween(asOf, interval.likelyAt)).toBeGreaterThan(50);
  });

  it('does not take the quick ones for all: those that take longest are seen last', () => {
    const slow = (parcel: number): number => (parcel % 2 === 0 ? 24 : 240);
    const { durations, asOf } = taught({ days: 25, takesHours: slow });
    const known = durations.estimate(moment(asOf), asOf);
    expect(hoursBetween(asOf, known?.within80.to ?? asOf)).toBeGreaterThan(220);
  });

  it('counts how its intervals fared, by leg and lane', () => {
    const rows = taught({ days: 40, takesHours: around(60) }).durations.coverage();
    expect(rows).toEqual([expect.objectContaining({ leg: 'label', lane: 'DE-north' })]);
    const [row] = rows;
    expect(row?.inside95).toBeGreaterThan(row?.inside80 ?? Infinity);
    expect((row?.width80Hours ?? 0) / (row?.outcomes ?? 1)).toBeGreaterThan(20);
  });
});

describe('what is a usual quiet', () => {
  it('is learned, and no shorter than a day', () => {
    const slow = taught({ days: 40, takesHours: around(60), gapHours: around(30) });
    const { linehaul } = slow.durations.thresholdsOf(WAY, slow.asOf);
    expect(linehaul.source).toContain('learned');
    expect(linehaul.businessHours).toBeGreaterThan(50);
    const quick = taught({ days: 40, takesHours: around(60), gapHours: () => 2 });
    expect(quick.durations.thresholdsOf(WAY, quick.asOf).linehaul.businessHours).toBe(24);
  });

  it('is not what the parcels that stood still waited', () => {
    const gapHours = (parcel: number): number => (parcel % 50 === 0 ? 200 : around(15)(parcel));
    const { durations, asOf } = taught({ days: 60, takesHours: around(60), gapHours });
    expect(durations.thresholdsOf(WAY, asOf).linehaul.businessHours).toBeLessThan(60);
  });

  it('is that of the carrier where the lane is new, and the shipped one where all is new', () => {
    const { durations, asOf } = taught({ days: 40, takesHours: around(60), gapHours: around(30) });
    const elsewhere = durations.thresholdsOf({ ...WAY, lane: 'FR-paris' }, asOf);
    expect(elsewhere.linehaul).toEqual(durations.thresholdsOf(WAY, asOf).linehaul);
    expect(elsewhere.customs).toEqual(SHIPPED_THRESHOLDS.customs);
  });
});

it('what was learned is stored and read again without a difference', () => {
  fc.assert(
    fc.property(fc.integer({ min: 10, max: 60 }), fc.integer({ min: 20, max: 200 }), (days, hours) => {
      const { durations, asOf } = taught({ days, takesHours: around(hours) });
      const state = JSON.parse(JSON.stringify(durations.toState())) as ReturnType<BrandDurations['toState']>;
      const again = new BrandDurations(CALENDARS, state);
      expect(again.toState()).toEqual(durations.toState());
      expect(again.thresholdsOf(WAY, asOf)).toEqual(durations.thresholdsOf(WAY, asOf));
      expect(again.coverage()).toEqual(durations.coverage());
    }),
    { numRuns: 10 },
  );
});

describe('how long the warehouse needs', () => {
  const warehouse: WorkCalendar = { ...EVERY_DAY, workingDays: [1, 2, 3, 4, 5], opensAt: 480, closesAt: 960 };
  const open = (): BrandDurations => new BrandDurations({ carrierDays: EVERY_DAY, warehouse });

  /** Each of so many orders of Fridays at 14:00 takes two opening hours of that day and some of Monday's. */
  function workedOff(durations: BrandDurations, orders: number): Instant {
    let asOf = START;
    for (let order = 0; order < orders; order += 1) {
      const from = addHours('2026-03-06T14:00:00.000Z', Math.floor(order / 80) * 168);
      const to = addHours(from, 66 + (order % 80) / 40);
      asOf = addHours(to, 24);
      durations.learn({ deliveredAt: asOf, moments: [moment(to)], gaps: [], handling: { from, to } });
    }
    return asOf;
  }

  it('is counted in its own opening hours, and not known of a few orders', () => {
    const durations = open();
    expect(durations.handlingBusinessHours(workedOff(durations, 20))).toBeNull();
    const known = open();
    const asOf = workedOff(known, 400);
    expect(known.handlingBusinessHours(asOf)).toBeGreaterThanOrEqual(3);
    expect(known.handlingBusinessHours(asOf)).toBeLessThanOrEqual(5);
    const again = new BrandDurations({ carrierDays: EVERY_DAY, warehouse }, known.toState());
    expect(again.handlingBusinessHours(asOf)).toBe(known.handlingBusinessHours(asOf));
  });
});
