import { describe, expect, it } from '@jest/globals';
import {
  OrderDesk,
  brief,
  delivered,
  hour,
  pickedUp,
  scan,
  takenBack,
  tour,
} from '../policy/order-desk.spec-support.js';
import type { WatchedPromise } from './promise.js';
import { addPromises, nextPromiseEnd, settlePromises } from './settle-promises.js';

const FRIDAY = { from: '2026-03-06', to: '2026-03-06' };
const MONDAY = { from: '2026-03-09', to: '2026-03-09' };

const shown = (change: Partial<WatchedPromise> = {}): Omit<WatchedPromise, 'state' | 'settledAt'> => ({
  promised: 'delivery',
  parcelId: 'p1',
  ...FRIDAY,
  face: 'mail',
  shownAt: hour(5),
  snapshotVersion: 1,
  ...change,
});

const eta = (at: number, carrierEta: typeof FRIDAY): ReturnType<typeof scan> => scan(at, { carrierEta });

/** What has become of the promises at that hour. */
function states(desk: OrderDesk, at: number, promises: readonly WatchedPromise[]): readonly string[] {
  const { orderJourney } = desk.input(at);
  return settlePromises(promises, { orderJourney, zone: 'UTC', asOf: hour(at) }).map(({ state }) => state);
}

describe('a promise', () => {
  const [friday] = addPromises([], [shown()]);
  const promises = friday === undefined ? [] : [friday];

  it('is kept by an arrival in time, and broken by a later one or by a day that passes', () => {
    const desk = new OrderDesk().hear([pickedUp(4), eta(5, FRIDAY)]);
    expect(states(desk, 6, promises)).toEqual(['open']);
    expect(nextPromiseEnd(promises, 'UTC')).toBe('2026-03-07T00:00:00.000Z');
    expect(states(desk, 24 * 5, promises)).toEqual(['broken']);
    expect(states(new OrderDesk().hear([pickedUp(4), delivered(90)]), 91, promises)).toEqual(['kept']);
    expect(states(new OrderDesk().hear([pickedUp(4), delivered(130)]), 131, promises)).toEqual(['broken']);
  });

  it('that was thought broken is kept after all when the arrival was only reported late', () => {
    const desk = new OrderDesk().hear([pickedUp(4)]);
    const broken = settlePromises(promises, {
      orderJourney: desk.input(125).orderJourney,
      zone: 'UTC',
      asOf: hour(125),
    });
    expect(broken).toMatchObject([{ state: 'broken', settledAt: hour(125) }]);
    desk.hear([delivered(100)]);
    expect(states(desk, 126, broken)).toEqual(['kept']);
    desk.hear([takenBack(127, { milestone: 'delivered' })]);
    expect(states(desk, 128, broken)).toEqual(['broken']);
  });

  it('is void once nothing is owed', () => {
    const desk = new OrderDesk({ order: { status: 'cancelled' } }).hear([]);
    expect(states(desk, 6, promises)).toEqual(['void']);
  });

  it('of a dispatch is kept by the first handling of every parcel', () => {
    const dispatch = addPromises([], [shown({ promised: 'dispatch', parcelId: null })]);
    const desk = new OrderDesk({ parcelIds: ['p1', 'p2'] }).hear([pickedUp(4)]);
    expect(states(desk, 6, dispatch)).toEqual(['open']);
    expect(states(desk.hear([pickedUp(30)], 'p2'), 31, dispatch)).toEqual(['kept']);
  });

  it('is one promise however often a face shows it', () => {
    const known = addPromises([], [shown(), shown({ shownAt: hour(8) })]);
    expect(known).toHaveLength(1);
    expect(addPromises(known, [shown({ shownAt: hour(9), snapshotVersion: 4 })])).toBe(known);
    expect(addPromises(known, [shown({ face: 'page' })])).toHaveLength(2);
  });
});

describe('a customer who was shown a date', () => {
  it('hears before that day that it will be missed, and again only when it moves again', () => {
    const desk = new OrderDesk().hear([pickedUp(4), eta(5, FRIDAY)]);
    desk.look(6);
    desk.show(shown());
    expect(brief(desk.look(7))).toEqual([]);
    desk.hear([eta(30, MONDAY)]);
    expect(brief(desk.look(31))).toEqual(['send promise_at_risk']);
    desk.show(shown({ ...MONDAY, shownAt: hour(31) }));
    expect(brief(desk.look(32))).toEqual([]);
    expect(brief(desk.look(60))).toEqual([]);
    desk.hear([eta(70, { from: '2026-03-10', to: '2026-03-10' })]);
    expect(brief(desk.look(71))).toEqual(['send promise_at_risk']);
  });

  it('hears nothing of a date that no face but an agent’s sidebar showed', () => {
    const desk = new OrderDesk().hear([pickedUp(4), eta(5, FRIDAY)]);
    desk.look(6);
    desk.show(shown({ face: 'sidebar' }));
    desk.hear([eta(30, MONDAY)]);
    expect(brief(desk.look(31))).toEqual([]);
  });

  it('hears on the morning after that it was missed, once, and the clock is set for it', () => {
    const desk = new OrderDesk().hear([pickedUp(4), eta(5, FRIDAY)]);
    desk.look(6);
    desk.show(shown());
    desk.hear([scan(90, { carrierEta: FRIDAY }), scan(110)]);
    expect(desk.wakeAt(110)).toBe('2026-03-07T00:00:00.000Z');
    expect(desk.wakeAt(112)).toBe('2026-03-07T09:00:00.000Z');
    expect(brief(desk.look(120))).toEqual([]);
    expect(brief(desk.look(121))).toEqual(['send promise_broken']);
    expect(brief(desk.look(140))).toEqual([]);
  });

  it('hears nothing of a missed date when it is on the van or there', () => {
    const desk = new OrderDesk().hear([pickedUp(4), eta(5, FRIDAY)]);
    desk.look(6);
    desk.show(shown());
    desk.hear([tour(119)]);
    expect(brief(desk.look(125))).toEqual(['send out_for_delivery']);
    desk.hear([delivered(126)]);
    expect(brief(desk.look(127))).toEqual(['send delivered']);
  });
});
