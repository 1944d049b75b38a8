import { describe, expect, it } from '@jest/globals';
import { AdvanceableClock, SystemClock } from './clock.js';

describe('AdvanceableClock', () => {
  it('stands still until it is advanced', () => {
    const clock = new AdvanceableClock('2026-01-31T08:05:00.000Z');
    expect(clock.now()).toBe('2026-01-31T08:05:00.000Z');
    clock.advanceHours(25.5);
    expect(clock.now()).toBe('2026-02-01T09:35:00.000Z');
    clock.advanceTo('2026-03-01T00:00:00.000Z');
    expect(clock.now()).toBe('2026-03-01T00:00:00.000Z');
  });

  it.each(['2026-01-31T08:04:59.999Z', 'nonsense'])('refuses to go to %s', (at) => {
    const clock = new AdvanceableClock('2026-01-31T08:05:00.000Z');
    expect(() => clock.advanceTo(at)).toThrow('cannot go back');
  });

  it('tells who listens that the time jumped', () => {
    const clock = new AdvanceableClock('2026-01-31T08:05:00.000Z');
    const heard: string[] = [];
    clock.onJump(() => heard.push(clock.now()));
    clock.advanceHours(1);
    expect(heard).toEqual(['2026-01-31T09:05:00.000Z']);
  });

  it('passes by itself when it runs', () => {
    const ahead = new AdvanceableClock('2126-01-01T00:00:00.000Z', { runs: true });
    expect(ahead.now() >= '2126-01-01T00:00:00.000Z').toBe(true);
    expect(ahead.now() < '2126-01-01T00:01:00.000Z').toBe(true);
    expect(new SystemClock().now() < ahead.now()).toBe(true);
  });
});
