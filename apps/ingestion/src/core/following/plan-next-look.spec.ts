import { describe, expect, it } from '@jest/globals';
import {
  addHours,
  hoursBetween,
  type Instant,
  isTerminal,
  MILESTONES,
  type Milestone,
} from '@tidings/domain';
import fc from 'fast-check';
import { type LookInput, planNextLook, whyGiveUp } from './plan-next-look.js';

const NOW = '2026-11-22T12:00:00.000Z';
const ago = (hours: number): Instant => addHours(NOW, -hours);

function input(over: Partial<LookInput> = {}): LookInput {
  return {
    milestone: 'in_transit',
    boundAt: ago(48),
    movedAt: ago(1),
    heardAt: ago(1),
    isPushed: false,
    asOf: NOW,
    dice: 0.5,
    ...over,
  };
}
const hoursTo = (over: Partial<LookInput> = {}) => hoursBetween(NOW, planNextLook(input(over)));

const anyInput: fc.Arbitrary<LookInput> = fc
  .record({
    milestone: fc.constantFrom<Milestone | null>(null, ...MILESTONES),
    bound: fc.integer({ min: 0, max: 2_000 }),
    moved: fc.option(fc.integer({ min: 0, max: 2_000 })),
    heard: fc.option(fc.integer({ min: 0, max: 2_000 })),
    isPushed: fc.boolean(),
    dice: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .map(({ bound, moved, heard, ...rest }) => ({
    ...rest,
    asOf: NOW,
    boundAt: ago(bound),
    movedAt: moved === null ? null : ago(moved),
    heardAt: heard === null ? null : ago(heard),
  }));

describe('the next look', () => {
  it('lies ahead, at most a day and its spread', () => {
    fc.assert(
      fc.property(anyInput, (each) => {
        const hours = hoursBetween(NOW, planNextLook(each));
        expect(hours).toBeGreaterThan(0.2);
        expect(hours).toBeLessThanOrEqual(24 * 1.1 + 1e-6);
      }),
    );
  });

  it('is never sooner for a parcel that has been idle for longer, or whose source pushes', () => {
    fc.assert(
      fc.property(anyInput, fc.integer({ min: 1, max: 500 }), (each, more) => {
        const idler = {
          ...each,
          boundAt: addHours(each.boundAt, -more),
          movedAt: each.movedAt && addHours(each.movedAt, -more),
          heardAt: each.heardAt && addHours(each.heardAt, -more),
        };
        expect(planNextLook(idler) >= planNextLook(each)).toBe(true);
        const pushed = planNextLook({ ...each, isPushed: true });
        expect(pushed >= planNextLook({ ...each, isPushed: false })).toBe(true);
      }),
    );
  });

  it('is soon on the day of the delivery, seldom before a pick-up and where nothing moves', () => {
    const order = [
      hoursTo({ milestone: 'out_for_delivery' }),
      hoursTo({ milestone: 'delivery_attempted' }),
      hoursTo({ milestone: 'in_transit' }),
      hoursTo({ milestone: 'label_created' }),
      hoursTo({ milestone: 'label_created', boundAt: ago(200), movedAt: ago(200), heardAt: ago(200) }),
      hoursTo({ milestone: 'delivered' }),
    ];
    expect(order).toEqual([0.25, 1, 2, 4, 16, 24]);
  });

  it('is spread, so that what was bound together is not asked together', () => {
    expect([hoursTo({ dice: 0 }), hoursTo({ dice: 1 })]).toEqual([1.8, 2.2]);
  });
});

describe('giving up', () => {
  it('comes when a source has never known the number, and after two months without news; never after an arrival', () => {
    const unknown = { milestone: null, movedAt: null, heardAt: null };
    expect(whyGiveUp(input({ ...unknown, boundAt: ago(13 * 24) }))).toBeNull();
    expect(whyGiveUp(input({ ...unknown, boundAt: ago(14 * 24) }))).toBe('never_found');
    const old = { boundAt: ago(2_000), movedAt: ago(60 * 24), heardAt: ago(60 * 24) };
    expect(whyGiveUp(input(old))).toBe('given_up');
    fc.assert(
      fc.property(anyInput, (each) => {
        const isArrived = each.milestone !== null && isTerminal(each.milestone);
        expect(isArrived && whyGiveUp(each) !== null).toBe(false);
      }),
    );
  });
});
