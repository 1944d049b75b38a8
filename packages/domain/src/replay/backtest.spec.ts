import { describe, expect, it } from '@jest/globals';
import { compilePolicy } from '../policy/compile-policy.js';
import { firstPolicy } from '../policy/first-policy.js';
import { delivered, hour, label, pickedUp, problem, scan } from '../policy/order-desk.spec-support.js';
import { readPolicy } from '../policy/policy-document.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import { orderSchema } from '../words/order.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import { Backtest } from './backtest.js';
import type { HistoryEntry } from './history-entry.js';

const ALWAYS_OPEN: WorkCalendar = { zone: 'UTC', workingDays: [1, 2, 3, 4, 5, 6, 7], holidays: new Set() };
const clocks = { warehouse: ALWAYS_OPEN, carrierDays: ALWAYS_OPEN, handlingBusinessHours: 48 };

function ordered(number: string, at = 0): HistoryEntry {
  const lines = [{ id: 'l1', title: 'Lamp', quantity: 1 }];
  const order = orderSchema.parse({ number, placedAt: hour(at), updatedAt: hour(at), lines });
  return { kind: 'order', at: hour(at), order };
}

function reported(orderNumber: string, at: number, ...events: readonly TrackingEvent[]): HistoryEntry {
  const parcelRef = { carrier: 'ups', number: `1Z-${orderNumber}` };
  return { kind: 'report', at: hour(at), orderNumber, parcelRef, events };
}

const weather = problem(20, { reason: 'weather' });
const history: readonly HistoryEntry[] = [
  ordered('A'),
  ordered('B'),
  reported('A', 4, label(3), pickedUp(4)),
  reported('A', 4, pickedUp(4)),
  reported('A', 20, scan(19), problem(20, { reason: 'label_problem' })),
  reported('B', 20, pickedUp(19), weather),
  reported('A', 60, delivered(59)),
];

function run(
  against: ReturnType<typeof firstPolicy> | null,
  policy = firstPolicy(),
): ReturnType<Backtest['finish']> {
  const backtest = new Backtest({ ...clocks, policy, against });
  for (const entry of history) backtest.take(entry);
  return backtest.finish();
}

describe('a back-test', () => {
  it('says by kind what a policy would have sent, what it kept quiet and why', () => {
    const { policy, orders, events, from, to } = run(null);
    expect({ orders, events, from, to }).toEqual({ orders: 2, events: 8, from: hour(0), to: hour(60) });
    expect(policy.messagesByKind).toEqual({ on_its_way: 1, estimate_moved: 1, delivered: 1 });
    expect(policy.suppressed).toMatchObject({ estimate_unmoved: 1 });
  });

  it('compares with another policy: what only one sends, how much earlier, and in which orders', () => {
    const silent = readPolicy({
      base: 'shipped',
      version: 'late',
      without: ['usually-delays'],
      quietHours: { from: '09:00', to: '19:00' },
    });
    const { differences, against, policy } = run(compilePolicy(silent));
    expect([policy.version, against?.version]).toEqual(['first-1', 'late']);
    expect(differences['estimate_moved']).toMatchObject({ onlyNew: 1, onlyOld: 0, examplesOnlyNew: ['B'] });
    expect(differences['on_its_way']).toMatchObject({ both: 1, hoursEarlier: 7, onlyOld: 1 });
    expect(differences['delivered']).toMatchObject({ both: 1, hoursEarlier: 0 });
  });

  it('looks at the moments for which the clock was set, and at nothing while we could not see', () => {
    const backtest = new Backtest({ ...clocks, policy: firstPolicy(), against: null });
    const blind: HistoryEntry = { kind: 'sight', at: hour(25), source: 'easypost', state: 'blind' };
    backtest.take(ordered('A'));
    backtest.take(reported('A', 4, pickedUp(4), scan(10)));
    backtest.take(ordered('B', 300));
    const seen = backtest.finish();
    expect(seen.policy.messagesByKind).toMatchObject({ on_its_way: 1, silence: 1 });
    const unseen = new Backtest({ ...clocks, policy: firstPolicy(), against: null });
    for (const entry of [ordered('A'), reported('A', 4, pickedUp(4), scan(10)), blind, ordered('B', 300)])
      unseen.take(entry);
    expect(unseen.finish().policy.messagesByKind).toEqual({ on_its_way: 1 });
  });
});
