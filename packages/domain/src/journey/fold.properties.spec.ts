import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { hoursBetween } from '../time/instant.js';
import { isCertain } from '../words/tracking-event.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import { SOURCE_RANKS } from './choose-source.js';
import { fold } from './fold.js';
import type { OpenException } from './journey.js';
import { compareRows, sortInstant } from './sort-events.js';
import {
  arbitraryEvent,
  arbitraryEvents,
  event,
  shuffledWithRepeats,
} from './tracking-events.spec-support.js';

const RUNS = { seed: 20_261_102, numRuns: 300 };
const sources = ['carrier', 'aggregator', 'shop'];
const sourceRanks = new Map(Object.entries(SOURCE_RANKS));
const reports = [
  'milestone',
  'exception_opened',
  'exception_resolved',
  'eta_change',
  'info',
  'control',
] as const;

function row(told: TrackingEvent) {
  return { event: told, sortAt: sortInstant(told, 60), isRetracted: false };
}

/** All of a problem but whether the parcel had left by then: that a scan tells, even one that we cannot read. */
function alarm({ isPreShipment: _, ...problem }: OpenException) {
  return problem;
}

describe('fold, whatever comes', () => {
  it('gives the same journey for any order and any repetition', () => {
    const toldTwice = arbitraryEvents({ sources }).chain((events) =>
      fc
        .subarray(events)
        .map((copied) => [
          ...events,
          ...copied.map((each) => ({ ...each, source: 'aggregator', sequence: 2 })),
        ]),
    );
    const cases = toldTwice.chain((events) => fc.tuple(fc.constant(events), shuffledWithRepeats(events)));
    fc.assert(
      fc.property(cases, ([events, again]) => {
        for (const options of [{ sourceRanks, assumedOffsetMinutes: -300 }, {}]) {
          expect(fold(again, options)).toEqual(fold(events, options));
        }
      }),
      RUNS,
    );
  });

  it('orders events totally', () => {
    const three = fc.uniqueArray(arbitraryEvent({ to: 2 }), {
      minLength: 3,
      maxLength: 3,
      selector: ({ id }) => id,
    });
    fc.assert(
      fc.property(three, (events) => {
        const [a, b, c] = events.map(row).sort(compareRows);
        if (a === undefined || b === undefined || c === undefined) throw new Error('three events');
        expect([compareRows(a, b), compareRows(b, c), compareRows(a, c)].every((order) => order < 0)).toBe(
          true,
        );
        expect(compareRows(b, a)).toBeGreaterThan(0);
        expect(compareRows(a, a)).toBe(0);
      }),
      RUNS,
    );
  });

  it('unseats a delivery by a scan at a certain instant more than 12 h later, and by nothing else', () => {
    const after = arbitraryEvents({ kinds: reports, from: 24, to: 60 });
    fc.assert(
      fc.property(after, (events) => {
        const delivered = event(20, { milestone: 'delivered', sequence: 0 });
        const all = [event(1, { milestone: 'picked_up' }), delivered, ...events];
        const isUnseating = (each: TrackingEvent): boolean =>
          each.physical &&
          ['milestone', 'exception_opened', 'exception_resolved'].includes(each.kind) &&
          isCertain(each.at) &&
          hoursBetween(delivered.at.instant ?? '', each.at.instant ?? '') > 12 &&
          !['placed', 'preparing', 'packed', 'label_created'].includes(each.milestone ?? '') &&
          (each.milestone !== 'delivered' || each.reason === 'return');
        const stands = fold(all).reached.some(({ eventId }) => eventId === delivered.id);
        expect(stands).toBe(!events.some(isUnseating));
      }),
      { ...RUNS, numRuns: 600 },
    );
  });

  it.each(['returned', 'lost', 'cancelled'] as const)('keeps %s but for a correction', (end) => {
    fc.assert(
      fc.property(arbitraryEvents({ kinds: reports, from: 24 }), (events) => {
        expect(fold([event(20, { milestone: end }), ...events]).current?.milestone).toBe(end);
      }),
      RUNS,
    );
  });

  it('raises no alarm and moves nothing for codes it does not know', () => {
    const unknown = fc.array(arbitraryEvent({ kinds: ['info', 'control', 'eta_change'], sources }), {
      maxLength: 6,
    });
    fc.assert(
      fc.property(arbitraryEvents({ sources }), unknown, (events, strange) => {
        const without = fold(events, { sourceRanks });
        const codes = strange.map(({ carrierEta: _, id, ...each }) => ({ ...each, id: `unknown-${id}` }));
        const journey = fold([...events, ...codes], { sourceRanks });
        expect(journey.openExceptions.map(alarm)).toEqual(without.openExceptions.map(alarm));
        expect(journey.reached).toEqual(without.reached);
      }),
      RUNS,
    );
  });

  it('never takes a printed label for handling', () => {
    const labels = arbitraryEvents({
      milestones: ['placed', 'preparing', 'packed', 'label_created'],
      physical: [true],
    });
    fc.assert(
      fc.property(labels, (events) => {
        const { lastPhysical, current } = fold(events);
        expect(lastPhysical).toBeNull();
        expect(['picked_up', 'in_transit']).not.toContain(current?.milestone);
      }),
      RUNS,
    );
  });
});
