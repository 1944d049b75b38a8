import { describe, expect, it } from '@jest/globals';
import { FailureCount } from './failure-count.js';

describe('FailureCount', () => {
  it('counts each event by itself and forgets it when told', () => {
    const failures = new FailureCount();
    expect([failures.add('1.0'), failures.add('1.0'), failures.add('1.1')]).toEqual([1, 2, 1]);
    failures.forget('1.0');
    expect([failures.has('1.0'), failures.has('1.1'), failures.add('1.0')]).toEqual([false, true, 1]);
  });

  it('does not grow without end: the one that failed longest ago goes first', () => {
    const failures = new FailureCount();
    failures.add('0.0');
    failures.add('1.0');
    failures.add('0.0');
    for (let sequence = 2; sequence <= 10_000; sequence += 1) failures.add(`${sequence}.0`);
    expect([failures.has('0.0'), failures.has('1.0')]).toEqual([true, false]);
  });
});
