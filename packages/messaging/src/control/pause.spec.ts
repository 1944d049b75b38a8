import { describe, expect, it } from '@jest/globals';
import { findPause, NO_PAUSES, type Pause, type PauseScope, withoutPauses, withPause } from './pause.js';

const scope = (over: Partial<PauseScope> = {}): PauseScope => ({
  brandId: null,
  kind: null,
  source: null,
  ...over,
});
const pause = (over: Partial<Pause> = {}): Pause => ({
  ...scope(),
  by: 'operator',
  note: null,
  since: '2026-11-22T08:00:00.000Z',
  ...over,
});
const effect = { brandId: 'northwind', kind: 'silence', source: 'easypost' };
const asOf = new Date('2026-11-22T09:00:00.000Z');

describe('what a pause keeps back', () => {
  it.each([
    [pause(), true],
    [pause({ brandId: 'northwind' }), true],
    [pause({ kind: 'silence', source: 'easypost' }), true],
    [pause({ brandId: 'lumen' }), false],
    [pause({ brandId: 'northwind', kind: 'delivered' }), false],
    [pause({ source: 'shippo' }), false],
  ])('%j: %s', (given, isKept) => {
    expect(findPause([given], effect) !== null).toBe(isKept);
  });

  it('a pause of one source says nothing about what the clock said', () => {
    expect(findPause([pause({ source: 'easypost' })], { ...effect, source: null })).toBeNull();
  });

  it("names a person's pause before the breaker's", () => {
    const breaker = pause({ by: 'breaker', brandId: 'northwind', kind: 'silence' });
    expect(findPause([breaker, pause()], effect)).toEqual(pause());
  });
});

describe('pausing and resuming', () => {
  it('pausing twice is one pause', () => {
    const twice = withPause(withPause(NO_PAUSES, pause()), pause({ note: 'again' }));
    expect(twice.pauses).toEqual([pause({ note: 'again' })]);
  });

  it('takes away what lies inside of the scope, and leaves what reaches beyond it', () => {
    const all = [
      pause(),
      pause({ brandId: 'lumen' }),
      pause({ brandId: 'lumen', kind: 'silence' }),
      pause({ brandId: 'northwind' }),
    ];
    const { pauses } = withoutPauses({ pauses: all, lifts: [] }, scope({ brandId: 'lumen' }), asOf);
    expect(pauses).toEqual([pause(), pause({ brandId: 'northwind' })]);
    expect(withoutPauses({ pauses: all, lifts: [] }, scope(), asOf).pauses).toEqual([]);
  });

  it('lifts the breaker of what a person resumed, for an hour', () => {
    const breaker = pause({ by: 'breaker', brandId: 'northwind', kind: 'silence' });
    const old = { brandId: 'lumen', kind: 'lost', until: '2026-11-22T08:59:00.000Z' };
    const { lifts } = withoutPauses({ pauses: [breaker, pause()], lifts: [old] }, scope(), asOf);
    expect(lifts).toEqual([{ brandId: 'northwind', kind: 'silence', until: '2026-11-22T10:00:00.000Z' }]);
  });
});
