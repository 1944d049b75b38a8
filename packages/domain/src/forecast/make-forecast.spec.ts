import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fold } from '../journey/fold.js';
import {
  MONDAY,
  arbitraryEvent,
  arbitraryEvents,
  event,
  hoursAfter,
  somewhere,
} from '../journey/tracking-events.spec-support.js';
import { addBusinessHours } from '../time/work-calendar.js';
import type { WorkCalendar } from '../time/work-calendar.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import type { Visibility } from './forecast.js';
import { forecast } from './make-forecast.js';
import type { ForecastInput } from './make-forecast.js';
import { SHIPPED_THRESHOLDS } from './shipped-thresholds.js';

const calendar: WorkCalendar = { zone: 'Europe/Berlin', workingDays: [1, 2, 3, 4, 5], holidays: new Set() };
const seeing: Visibility = { lastProvenAt: hoursAfter(MONDAY, 10_000), blindSince: null };
const label = event(0, { milestone: 'label_created', physical: false });
const moving = event(0, { milestone: 'in_transit' });

function asked(events: readonly TrackingEvent[], hours: number, more: Partial<ForecastInput> = {}) {
  const asOf = hoursAfter(MONDAY, hours);
  return forecast({ journey: fold(events), labelledAt: null, calendar, visibility: seeing, asOf, ...more });
}

describe('silence', () => {
  it('opens when the usual hours of the leg are over, and says since when and how long', () => {
    const usual = SHIPPED_THRESHOLDS.linehaul.businessHours;
    const before = asked([moving], usual - 0.01);
    expect(before).toMatchObject({
      silence: { state: 'none' },
      leg: 'linehaul',
      nextEventBy: hoursAfter(MONDAY, usual),
    });
    expect(before.validUntil).toBe(before.nextEventBy);
    const silence = {
      state: 'silent',
      leg: 'linehaul',
      since: MONDAY,
      businessHours: usual,
      usualBusinessHours: usual,
    };
    expect(asked([moving], usual)).toMatchObject({ silence, nextEventBy: null, validUntil: null });
  });

  it('does not count weekends and holidays', () => {
    const friday = event(4 * 24, { milestone: 'in_transit' });
    expect(asked([friday], 4 * 24 + 96).silence.state).toBe('none');
    expect(asked([friday], 4 * 24 + 48 + 78).silence.state).toBe('silent');
    const holidays = { ...calendar, holidays: new Set(['2026-11-03', '2026-11-04']) };
    expect(asked([moving], 96, { calendar: holidays }).silence.state).toBe('none');
  });

  it('hears a label that nobody picked up, by the label or by the dispatch that the shop recorded', () => {
    expect(asked([label], 71.9).silence.state).toBe('none');
    expect(asked([label], 72)).toMatchObject({ leg: 'label', silence: { state: 'silent', leg: 'label' } });
    expect(asked([], 72, { labelledAt: MONDAY }).silence.state).toBe('silent');
    const claimed = [label, event(20, { milestone: 'in_transit', physical: false })];
    expect(asked(claimed, 72).silence).toMatchObject({ state: 'silent', leg: 'label', since: MONDAY });
  });

  it('counts for a parcel that waits to be fetched only days on which the warehouse works too', () => {
    const closures = {
      ...calendar,
      holidays: new Set(['2026-11-03', '2026-11-04']),
      opensAt: 480,
      closesAt: 960,
    };
    expect(asked([label], 72, { warehouse: closures }).silence.state).toBe('none');
    expect(asked([label], 167, { warehouse: closures }).silence.state).toBe('none');
    expect(asked([label], 168, { warehouse: closures }).silence.state).toBe('silent');
    expect(asked([moving], 78, { warehouse: closures }).silence.state).toBe('silent');
  });

  it('is not heard before there is a label, at a pickup point, or after the end', () => {
    expect(asked([], 999)).toMatchObject({ leg: 'preparing', silence: { state: 'none' }, validUntil: null });
    const point = event(3, { milestone: 'available_for_pickup' });
    expect(asked([point], 999)).toMatchObject({
      leg: 'pickup_point',
      silence: { state: 'none' },
      nextEventBy: null,
    });
    for (const end of ['delivered', 'returned', 'cancelled', 'lost'] as const) {
      expect(asked([moving, event(3, { milestone: end })], 999)).toMatchObject({
        leg: null,
        silence: { state: 'none' },
      });
    }
    expect(asked([moving], 999, { isCancelled: true }).silence.state).toBe('none');
    const link = { carrier: 'ups', number: '1Z2', relation: 'replaced_by' } as const;
    expect(asked([moving, event(3, { kind: 'link', physical: false, link })], 999).silence.state).toBe(
      'none',
    );
  });

  it("is ours, not the carrier's, while the source is blind or has never proved that it sees", () => {
    const blindSince = hoursAfter(MONDAY, 20);
    expect(asked([moving], 999, { visibility: { ...seeing, blindSince } })).toMatchObject({
      silence: { state: 'cannot_see', since: blindSince },
      nextEventBy: null,
      validUntil: null,
    });
    const never = { lastProvenAt: null, blindSince: null };
    expect(asked([moving], 999, { visibility: never }).silence).toEqual({
      state: 'cannot_see',
      since: MONDAY,
    });
  });

  it('is heard only by a source that has proven since that it sees', () => {
    const usual = SHIPPED_THRESHOLDS.linehaul.businessHours;
    const lastProvenAt = hoursAfter(MONDAY, usual - 1);
    expect(asked([moving], usual + 1, { visibility: { ...seeing, lastProvenAt } })).toMatchObject({
      silence: { state: 'cannot_see', since: lastProvenAt },
      nextEventBy: null,
    });
    const proven = { ...seeing, lastProvenAt: hoursAfter(MONDAY, usual) };
    expect(asked([moving], usual + 1, { visibility: proven }).silence.state).toBe('silent');
  });

  it('does not count the time in which we were blind, and gives what was missed a day to come in', () => {
    const lastBlind = { from: hoursAfter(MONDAY, 10), to: hoursAfter(MONDAY, 34) };
    const visibility = { ...seeing, lastBlind };
    expect(asked([moving], 78 + 23, { visibility }).silence.state).toBe('none');
    expect(asked([moving], 78 + 24, { visibility }).silence).toMatchObject({
      state: 'silent',
      businessHours: 78,
    });
    const late = { ...seeing, lastBlind: { from: hoursAfter(MONDAY, 70), to: hoursAfter(MONDAY, 72) } };
    expect(asked([moving], 72, { visibility: late }).nextEventBy).toBe(
      addBusinessHours(calendar, hoursAfter(MONDAY, 72), 24),
    );
    const old = { ...seeing, lastBlind: { from: hoursAfter(MONDAY, -9), to: hoursAfter(MONDAY, -1) } };
    expect(asked([moving], 78, { visibility: old }).silence.state).toBe('silent');
  });

  it('waits longer for customs, if it was with them before it fell silent', () => {
    const customs = event(50, { milestone: 'in_transit', reason: 'customs_processing', physical: false });
    expect(asked([moving, customs], 90)).toMatchObject({ leg: 'customs', silence: { state: 'none' } });
    const tooLate = event(85, { kind: 'exception_opened', reason: 'customs_hold', physical: false });
    expect(asked([moving, tooLate], 90).silence).toMatchObject({ state: 'silent', leg: 'linehaul' });
  });

  it('is not broken by anything but handling', () => {
    const kinds = [
      'milestone',
      'exception_opened',
      'exception_resolved',
      'eta_change',
      'info',
      'control',
    ] as const;
    const milestones = [
      'label_created',
      'picked_up',
      'in_transit',
      'out_for_delivery',
      'delivery_attempted',
      'returning',
      undefined,
    ] as const;
    const talk = arbitraryEvent({ kinds, milestones, from: 300, to: 400, physical: [false] });
    const history = arbitraryEvents({ kinds, milestones, from: 0, to: 100 });
    let silences = 0;
    fc.assert(
      fc.property(history, fc.array(talk, { maxLength: 5 }), (events, talked) => {
        const before = asked(events, 300, { labelledAt: MONDAY });
        if (before.silence.state !== 'silent') return;
        silences += 1;
        const { silence } = asked([...events, ...talked], 400, { labelledAt: MONDAY });
        expect(silence).toMatchObject({ state: 'silent', since: before.silence.since });
      }),
      { seed: 20_261_102, numRuns: 400 },
    );
    expect(silences).toBeGreaterThan(100);
  });

  it('ends with the next scan', () => {
    const scan = event(100, { milestone: 'in_transit' });
    expect(asked([moving, scan], 101).silence.state).toBe('none');
  });
});

describe('estimate', () => {
  const dated = (to: string) => event(1, { milestone: 'in_transit', carrierEta: { from: '2026-11-04', to } });

  it("is the carrier's own date until that day is over at the destination", () => {
    const estimate = { from: '2026-11-04', to: '2026-11-05', basis: 'carrier', coverage: null };
    expect(asked([dated('2026-11-05')], 40)).toMatchObject({ estimate });
    const lastMinute = asked([dated('2026-11-05')], 3 * 24 + 14.99);
    expect(lastMinute).toMatchObject({ estimate, validUntil: '2026-11-05T23:00:00.000Z' });
    expect(lastMinute.overdueSince).toBeUndefined();
    const over = asked([dated('2026-11-05')], 3 * 24 + 15, { promisedDate: '2026-11-20' });
    expect(over).toMatchObject({ estimate: null, overdueSince: '2026-11-05' });
  });

  it("is the shop's promise where the carrier gives no date, and nothing once that has passed", () => {
    expect(asked([label], 1, { promisedDate: '2026-11-06' }).estimate).toMatchObject({
      to: '2026-11-06',
      basis: 'promise',
    });
    expect(asked([label], 1, { promisedDate: '2026-11-01' }).estimate).toBeNull();
    expect(asked([label], 1).estimate).toBeNull();
  });

  it('is none for a parcel that comes back, waits to be collected, or has arrived', () => {
    const events = [dated('2026-11-05')];
    for (const milestone of ['returning', 'available_for_pickup', 'delivered'] as const) {
      expect(asked([...events, event(9, { milestone })], 10).estimate).toBeNull();
    }
  });

  it('needs no instant to be known', () => {
    expect(asked([event(0, { milestone: 'picked_up', at: somewhere('2026-11-02') })], 10)).toMatchObject({
      leg: 'first_mile',
    });
  });
});
