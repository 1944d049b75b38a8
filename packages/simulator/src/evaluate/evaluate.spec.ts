import { beforeAll, describe, expect, it } from '@jest/globals';
import { HAZARDS, type Hazards } from '../hazards.js';
import { judgeCriteria } from './criteria.js';
import { evaluateWorld } from './evaluate-world.js';
import { summarise } from './summary.js';
import { addTally, emptyTally, type Tally } from './tally.js';

describe('an evaluation', () => {
  let tally: Tally;
  beforeAll(() => {
    tally = evaluateWorld({ seed: 3, orders: 150 });
  });

  it('judges every order once', () => {
    expect(tally.orders).toBe(150);
    expect(tally.restatements).toHaveLength(150);
  });

  it('says the same of the same world', () => {
    expect(evaluateWorld({ seed: 3, orders: 150 })).toEqual(tally);
  });

  it('finds nothing that is wrong in a world in which nothing goes wrong', () => {
    const calm = Object.fromEntries(Object.keys(HAZARDS).map((name) => [name, 0])) as unknown as Hazards;
    const { harmless, criticals, stalls, ...rest } = evaluateWorld({ seed: 3, orders: 150, hazards: calm });
    expect({ harmless, criticals, stalls }).toEqual({ harmless: 0, criticals: 0, stalls: 0 });
    expect(rest.statusMessages).toBeGreaterThan(rest.messages);
  });

  it('judges intervals by what came, and only those said before it came', () => {
    const { intervals } = summarise(tally);
    const all = intervals['all'];
    expect(all?.outcomes).toBeGreaterThan(100);
    expect(all?.coverage95).toBeGreaterThan(all?.coverage80 ?? 1);
    expect(all?.width95Hours).toBeGreaterThan(all?.width80Hours ?? Infinity);
  });

  it('adds up over worlds', () => {
    const sum = emptyTally();
    addTally(sum, tally);
    addTally(sum, tally);
    expect({ ...summarise(sum), orders: 150 }).toEqual({
      ...summarise(tally),
      silence: { ...summarise(tally).silence, questions: 2 * tally.leadHours.length },
      critical: { ...summarise(tally).critical, exceptions: 2 * tally.criticals },
      noise: { ...summarise(tally).noise, exceptions: 2 * tally.harmless },
      tickets: expect.objectContaining({ withTidings: 2 * tally.tickets }),
      intervals: expect.anything(),
      // A quantile between two values moves where every value stands twice.
      delayMinutes: expect.anything(),
      orders: 150,
    });
  });

  it('says of each thing asked whether it holds', () => {
    const criteria = judgeCriteria({
      ...summarise(tally),
      noise: { exceptions: 10, recall: 0.94, precision: 1 },
      restatements: { mean: 0.5, p95: 3 },
    });
    const met = Object.fromEntries(criteria.map(({ name, isMet }) => [name, isMet]));
    expect(met).toMatchObject({
      'exceptions without effect suppressed': false,
      'restatements an order, mean': true,
      'restatements an order, 95 %': false,
    });
  });
});
