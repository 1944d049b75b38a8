import { describe, expect, it } from '@jest/globals';
import { orderSchema, trackingEventSchema } from '@tidings/domain';
import { HAZARDS, scaleHazards } from './hazards.js';
import type { OrderTruth, WorldEntry } from './truth.js';
import { simulate } from './world.js';

function truths(entries: readonly WorldEntry[]): readonly OrderTruth[] {
  return entries.filter((entry) => entry.kind === 'truth');
}

describe('simulate', () => {
  const entries = [...simulate({ seed: 7, orders: 600 })];

  it('plays the same world for the same seed, and another for another', () => {
    expect([...simulate({ seed: 7, orders: 600 })]).toEqual(entries);
    expect([...simulate({ seed: 8, orders: 600 })]).not.toEqual(entries);
  });

  it('tells everything in the order in which it arrives, in shapes that the product takes in', () => {
    const times = entries.map(({ at }) => at);
    expect(times).toEqual(times.toSorted());
    const orders = entries.flatMap((entry) => (entry.kind === 'order' ? [entry.order] : []));
    const events = entries.flatMap((entry) => (entry.kind === 'report' ? entry.events : []));
    expect(orders.map((order) => orderSchema.parse(order))).toEqual(orders);
    expect(events.map((event) => trackingEventSchema.parse(event))).toEqual(events);
  });

  it('tells some things twice, late and out of order', () => {
    const events = entries.flatMap((entry) => (entry.kind === 'report' ? entry.events : []));
    const ids = new Set(events.map(({ id }) => id));
    expect(ids.size).toBeLessThan(events.length);
    const newest = new Map<string, number>();
    const disordered = events.filter(({ id, parcelRef, sequence }) => {
      const before = newest.get(parcelRef?.number ?? id) ?? -1;
      newest.set(parcelRef?.number ?? id, Math.max(before, sequence));
      return sequence < before;
    });
    expect(disordered.length).toBeGreaterThan(10);
  });

  it('has every kind of trouble, and customers who ask about it', () => {
    const all = truths([...simulate({ seed: 3, orders: 3_000 })]);
    const stalls = new Set(all.flatMap((truth) => truth.stalls.map(({ cause }) => cause)));
    expect([...stalls].sort()).toEqual(
      ['customs', 'delay', 'held_on_van', 'incident', 'late_pick_up', 'lost', 'stuck'].sort(),
    );
    expect(new Set(all.flatMap((truth) => truth.exceptions.map(({ meaning }) => meaning))).size).toBe(3);
    expect(new Set(all.flatMap((truth) => truth.asks.map(({ cause }) => cause))).size).toBe(4);
    expect(new Set(all.map(({ outcome }) => outcome)).size).toBe(3);
  });

  it('goes wrong more often where the hazards are greater', () => {
    const problems = (factor: number): number => {
      const hazards = scaleHazards(HAZARDS, factor);
      return truths([...simulate({ seed: 5, orders: 1_500, hazards })]).flatMap(
        ({ exceptions }) => exceptions,
      ).length;
    };
    const [half, once, twice] = [problems(0.5), problems(1), problems(2)];
    expect(half).toBeLessThan(once * 0.75);
    expect(twice).toBeGreaterThan(once * 1.5);
  });
});
