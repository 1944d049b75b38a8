import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ConformalLevel } from './conformal-level.js';
import { DurationBook } from './duration-book.js';
import type { DurationBookOptions, SpanKind } from './duration-book.js';
import { DurationDistribution } from './duration-distribution.js';
import { DurationSketch, DurationTally } from './duration-sketch.js';
import { IntervalEstimator } from './interval-estimator.js';
import { Recalibration } from './recalibration.js';

const OPTIONS: DurationBookOptions = {
  fadingDays: 30,
  borrowedSpans: 10,
  dateSpread: 0.2,
  staleSpans: 0,
  hoursBetweenDays: (from, to) => (to - from) * 24,
};

function distributionOf(hours: readonly number[]): DurationDistribution {
  const sketch = new DurationSketch(30);
  for (const each of hours) sketch.add(100, each);
  const tally = new DurationTally(100, () => 0);
  sketch.addTo(tally, 1);
  return DurationDistribution.of(tally);
}

describe('DurationDistribution', () => {
  it('gives every quantile to within a bin, six hundredths', () => {
    const hours = fc.array(fc.double({ min: 1, max: 2_000, noNaN: true }), { minLength: 20, maxLength: 200 });
    fc.assert(
      fc.property(hours, fc.double({ min: 0.05, max: 0.95, noNaN: true }), (spans, share) => {
        const sorted = spans.toSorted((a, b) => a - b);
        const found = distributionOf(spans).quantileHours(share);
        const rank = share * spans.length;
        const below = sorted[Math.max(0, Math.ceil(rank) - 2)] ?? 0;
        const above = sorted[Math.min(spans.length - 1, Math.ceil(rank))] ?? 0;
        expect(found).toBeGreaterThanOrEqual(below / 1.07);
        expect(found).toBeLessThanOrEqual(above * 1.07);
      }),
    );
  });

  it('has a narrowest interval that holds its share and is no wider than the one between two tails', () => {
    const spans = Array.from({ length: 500 }, (_, index) => 10 * Math.exp(((index % 100) - 50) / 40));
    const distribution = distributionOf(spans);
    const { fromHours, toHours } = distribution.narrowest(0.8);
    const held = spans.filter((each) => each >= fromHours && each <= toHours).length / spans.length;
    expect(held).toBeGreaterThan(0.77);
    expect(toHours - fromHours).toBeLessThan(
      distribution.quantileHours(0.9) - distribution.quantileHours(0.1),
    );
  });

  it('counts what is still open as long as it has been', () => {
    const sketch = new DurationSketch(1_000);
    for (let each = 0; each < 50; each += 1) sketch.add(100, 24);
    for (let each = 0; each < 50; each += 1) sketch.begin(100);
    for (let each = 0; each < 10; each += 1) sketch.add(100, 96);
    const tally = new DurationTally(103, () => 72);
    sketch.addTo(tally, 1);
    // Without the open ones five of six would have taken a day.
    expect(DurationDistribution.of(tally).shareWithin(30)).toBeLessThan(0.6);
  });
});

describe('the least coverage that holds a span', () => {
  const lognormal = Array.from({ length: 400 }, (_, index) => 20 * Math.exp(((index % 100) - 50) / 60));

  it('is that of an interval that does, while a smaller one does not', () => {
    const distribution = distributionOf(lognormal);
    fc.assert(
      fc.property(fc.double({ min: 12, max: 40, noNaN: true }), (took) => {
        const coverage = distribution.coverageAt(took);
        const isHeldBy = (asked: number): boolean => {
          const { fromHours, toHours } = distribution.narrowest(asked);
          return fromHours <= took && took <= toHours;
        };
        fc.pre(coverage > 0.06);
        expect([isHeldBy(coverage), isHeldBy(coverage - 1 / 400)]).toEqual([true, false]);
      }),
    );
  });

  it('is no less than what one that goes on will need, and all for what was never seen', () => {
    const distribution = distributionOf(lognormal);
    for (const hours of [10, 15, 20, 30, 40])
      expect(distribution.coverageAfter(hours)).toBeLessThanOrEqual(distribution.coverageAt(hours));
    expect(distribution.coverageAt(500)).toBe(1);
    expect(distribution.coverageAfter(0)).toBe(0);
  });
});

describe('Recalibration', () => {
  const distribution = distributionOf(Array.from({ length: 400 }, (_, index) => 10 + (index % 100) * 2));
  const OF_DAYS = {
    fadingDays: 20,
    hoursBetweenDays: (from: number, to: number): number => (to - from) * 24,
  };

  it('asks for what it is asked while nothing is known, and after outcomes that came as promised', () => {
    const recalibration = new Recalibration(OF_DAYS);
    expect(recalibration.coverageFor(0.8, 1)).toBeCloseTo(0.8, 6);
    for (let each = 0; each < 500; each += 1) recalibration.add(2, (each % 100) / 100);
    expect(recalibration.coverageFor(0.8, 2)).toBeCloseTo(0.8, 1);
    expect(recalibration.coverageFor(0.95, 2)).toBeCloseTo(0.95, 1);
  });

  it('asks for more where intervals were too narrow, and less once they are too wide', () => {
    const recalibration = new Recalibration(OF_DAYS);
    for (let each = 0; each < 200; each += 1) recalibration.add(1, 0.5 + (each % 100) / 200);
    expect(recalibration.coverageFor(0.8, 1)).toBeGreaterThan(0.87);
    for (let each = 0; each < 400; each += 1) recalibration.add(60, (each % 100) / 200);
    expect(recalibration.coverageFor(0.8, 60)).toBeLessThan(0.6);
  });

  it('does not wait for the slow to know of them', () => {
    const [told, untold] = [new Recalibration(OF_DAYS), new Recalibration(OF_DAYS)];
    for (let each = 0; each < 100; each += 1) {
      const foreseen = { distribution, beganDay: 10 };
      told.begin(foreseen);
      // Half came early; the other half is still under way after five days of about nine at most.
      if (each % 2 === 0) told.end(foreseen, 60);
      if (each % 2 === 0) untold.add(10, distribution.coverageAt(60));
    }
    expect(told.coverageFor(0.8, 15)).toBeGreaterThan(untold.coverageFor(0.8, 15) + 0.2);
  });

  it('is the same after it was stored', () => {
    const recalibration = new Recalibration(OF_DAYS);
    for (let each = 0; each < 90; each += 1) recalibration.add(each % 30, (each % 70) / 100);
    const again = new Recalibration(OF_DAYS);
    again.restore(JSON.parse(JSON.stringify(recalibration.toState())));
    expect(again.coverageFor(0.8, 31)).toBeCloseTo(recalibration.coverageFor(0.8, 31), 4);
  });
});

describe('DurationSketch', () => {
  it('merges to what it would have been in one, and survives being stored', () => {
    const [one, other, both] = [new DurationSketch(30), new DurationSketch(30), new DurationSketch(30)];
    for (let day = 0; day < 60; day += 1) {
      const into = day % 2 === 0 ? one : other;
      into.add(day, day + 1);
      both.add(day, day + 1);
    }
    one.merge(other);
    const stored = DurationSketch.fromState(JSON.parse(JSON.stringify(one.toState())), 30);
    expect(stored.weight).toBeCloseTo(both.weight, 4);
    const tallies = [stored, both].map((sketch) => {
      const tally = new DurationTally(60, () => 0);
      sketch.addTo(tally, 1);
      return DurationDistribution.of(tally).quantileHours(0.9);
    });
    expect(tallies[0]).toBeCloseTo(tallies[1] ?? 0, 3);
  });
});

describe('DurationBook', () => {
  const kind = (...path: string[]): SpanKind => ({ span: 'gap:linehaul', path });

  it('says that it knows too little', () => {
    const book = new DurationBook(OPTIONS);
    for (let each = 0; each < 10; each += 1) book.add(kind('ups'), 1, 10);
    expect(book.distributionOf(kind('ups'), 1)).toBeNull();
  });

  it('borrows from the carrier where a lane is new, and follows the lane once it is known', () => {
    const book = new DurationBook(OPTIONS);
    for (let each = 0; each < 100; each += 1) book.add(kind('ups', 'ground', 'DE-AT'), 1, 10);
    const lane = kind('ups', 'ground', 'DE-US');
    expect(book.distributionOf(lane, 1)?.quantileHours(0.5)).toBeCloseTo(10, -1);
    for (let each = 0; each < 60; each += 1) book.add(lane, 2, 100);
    expect(book.distributionOf(lane, 2)?.quantileHours(0.5)).toBeGreaterThan(90);
    expect(book.distributionOf(kind('ups', 'ground', 'DE-AT'), 2)?.quantileHours(0.5)).toBeLessThan(15);
  });

  it('follows the present', () => {
    const book = new DurationBook(OPTIONS);
    for (let day = 0; day < 50; day += 1) for (let each = 0; each < 5; each += 1) book.add(kind(), day, 10);
    for (let day = 50; day < 120; day += 1) for (let each = 0; each < 5; each += 1) book.add(kind(), day, 40);
    expect(book.distributionOf(kind(), 120)?.quantileHours(0.5)).toBeGreaterThan(35);
  });

  it('takes a date as evidence of what it has meant so far', () => {
    const book = new DurationBook(OPTIONS);
    for (let each = 0; each < 200; each += 1) {
      book.add({ ...kind(), datedDays: 10 }, 1, 90);
      book.add({ ...kind(), datedDays: 30 }, 1, 300);
    }
    expect(book.distributionOf({ ...kind(), datedDays: 10 }, 1)?.quantileHours(0.5)).toBeLessThan(100);
    expect(book.distributionOf({ ...kind(), datedDays: 30 }, 1)?.quantileHours(0.5)).toBeGreaterThan(280);
  });

  it('is the same after it was stored', () => {
    const book = new DurationBook(OPTIONS);
    for (let each = 1; each < 200; each += 1) book.add(kind('ups'), each % 20, each);
    const again = DurationBook.fromState(JSON.parse(JSON.stringify(book.toState())), OPTIONS);
    const quantile = (of: DurationBook): number =>
      of.distributionOf(kind('ups'), 21)?.quantileHours(0.9) ?? 0;
    expect(quantile(again)).toBeCloseTo(quantile(book), 3);
  });
});

describe('ConformalLevel', () => {
  it('brings the coverage to what was promised although the distribution is wrong', () => {
    const book = new DurationBook({ ...OPTIONS, fadingDays: 10_000, staleSpans: 10_000 });
    const kind: SpanKind = { span: 'delivery', path: [] };
    for (let each = 1; each <= 200; each += 1) book.add(kind, 1, each);
    const estimator = new IntervalEstimator(book, { conformalRate: 0.02, recalibrationDays: 30 });
    let inside = 0;
    // The world is narrower than what was learned.
    for (let each = 0; each < 2_000; each += 1) {
      const said = estimator.estimate('delivery', kind, 2)?.within80 ?? { fromHours: 0, toHours: 0 };
      const took = 1 + ((each * 7919) % 1_000) / 5.6;
      const isInside = took >= said.fromHours && took <= said.toHours;
      inside += Number(isInside);
      estimator.settle('delivery', 80, isInside);
    }
    expect(inside / 2_000).toBeCloseTo(0.8, 1);
  });

  it('asks for more after misses, for less after hits, and never beyond reason', () => {
    const level = new ConformalLevel(0.8, 0.05);
    for (let each = 0; each < 100; each += 1) level.settle(false);
    expect(level.coverage).toBeCloseTo(0.94, 5);
    for (let each = 0; each < 1_000; each += 1) level.settle(true);
    expect(level.coverage).toBeCloseTo(0.66, 5);
  });
});
