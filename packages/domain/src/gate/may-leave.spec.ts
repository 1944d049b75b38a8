import { describe, expect, it } from '@jest/globals';
import type { Effect } from './effect.js';
import { mayLeave } from './may-leave.js';
import type { GateState } from './may-leave.js';

const effect: Effect = {
  brandId: 'brand',
  kind: 'out_for_delivery',
  messageClass: 'informative',
  source: 'easypost',
  factAt: '2026-03-03T08:00:00.000Z',
  usefulUntil: '2026-03-03T22:00:00.000Z',
};
const open: GateState = {
  isPaused: false,
  isBreakerOpen: false,
  speaksFrom: '2026-03-01T00:00:00.000Z',
  stillTrue: true,
  asOf: '2026-03-03T09:00:00.000Z',
};

describe('mayLeave', () => {
  it.each<[string, Partial<GateState>, object]>([
    ['leaves when nothing stands in the way', {}, { verdict: 'leave' }],
    ['waits while paused', { isPaused: true }, { verdict: 'hold', because: 'paused' }],
    ['waits for an open breaker', { isBreakerOpen: true }, { verdict: 'hold', because: 'breaker_open' }],
    [
      'waits while it cannot be confirmed',
      { stillTrue: null },
      { verdict: 'hold', because: 'cannot_confirm' },
    ],
    ['is dropped once untrue', { stillTrue: false }, { verdict: 'drop', because: 'no_longer_true' }],
    [
      'is dropped before the brand speaks',
      { speaksFrom: '2026-03-03T08:00:00.001Z' },
      { verdict: 'drop', because: 'before_speaking' },
    ],
    [
      'is dropped when too late to be useful',
      { asOf: '2026-03-03T22:00:00.001Z' },
      { verdict: 'drop', because: 'too_late_to_be_useful' },
    ],
    [
      'is dropped rather than held where no release would let it out',
      { isPaused: true, isBreakerOpen: true, stillTrue: false },
      { verdict: 'drop', because: 'no_longer_true' },
    ],
  ])('%s', (_, state, verdict) => {
    expect(mayLeave(effect, { ...open, ...state })).toEqual(verdict);
  });

  it('keeps what is always worth saying', () => {
    const essential = { ...effect, usefulUntil: null };
    expect(mayLeave(essential, { ...open, asOf: '2027-03-03T09:00:00.000Z' })).toEqual({ verdict: 'leave' });
  });
});
