import fc from 'fast-check';
import { fromMillis, toMillis } from '../time/instant.js';
import { MILESTONES } from '../words/milestone.js';
import { REASON_NAMES } from '../words/reason.js';
import { ETA_EFFECTS, EVENT_KINDS } from '../words/tracking-event.js';
import type { EventTime, TrackingEvent } from '../words/tracking-event.js';

/** A Monday. */
export const MONDAY = '2026-11-02T08:00:00.000Z';
const HOUR_MS = 3_600_000;

export function hoursAfter(start: string, hours: number): string {
  return fromMillis(toMillis(start) + hours * HOUR_MS);
}

function certainly(instant: string): EventTime {
  return { instant, wall: instant.slice(0, 19), offsetMinutes: 0, zoneFrom: 'carrier', precision: 'second' };
}

/** The same clock, read without knowing where it hangs. */
export function somewhere(wall: string): EventTime {
  return {
    instant: null,
    wall,
    offsetMinutes: null,
    zoneFrom: 'none',
    precision: wall.length === 10 ? 'day' : 'minute',
  };
}

let lastSequence = 0;

/** An event `hours` after Monday 8:00 UTC: handling with a certain instant, unless told otherwise. */
export function event(hours: number, told: Partial<TrackingEvent>): TrackingEvent {
  lastSequence += 1;
  return {
    id: `event-${String(lastSequence).padStart(10, '0')}`,
    brandId: 'brand',
    parcelRef: { carrier: 'ups', number: '1Z' },
    at: certainly(hoursAfter(MONDAY, hours)),
    sequence: lastSequence,
    kind: 'milestone',
    actor: 'nobody',
    etaEffect: 'unknown',
    physical: true,
    confidence: 'code',
    verbatim: { text: '' },
    source: 'carrier',
    recordedAt: hoursAfter(MONDAY, hours + 1),
    schemaVersion: 1,
    ...told,
  };
}

export interface EventChoices {
  readonly kinds?: readonly TrackingEvent['kind'][];
  readonly milestones?: readonly (TrackingEvent['milestone'] | undefined)[];
  readonly sources?: readonly string[];
  /** Hours after Monday 8:00 UTC. */
  readonly from?: number;
  readonly to?: number;
  readonly physical?: readonly boolean[];
}

const timeKinds = ['certain', 'certain', 'certain', 'assumed', 'none', 'date'] as const;

function timeOf(kind: (typeof timeKinds)[number], instant: string): EventTime {
  if (kind === 'certain') return certainly(instant);
  if (kind === 'assumed') return { ...certainly(instant), zoneFrom: 'assumed' };
  return somewhere(kind === 'date' ? instant.slice(0, 10) : instant.slice(0, 16));
}

/** One event of any kind: what carriers send, sense or not. */
export function arbitraryEvent(choices: EventChoices = {}): fc.Arbitrary<TrackingEvent> {
  const { from = 0, to = 400 } = choices;
  return fc
    .record({
      id: fc.uuid({ version: 4 }),
      quarters: fc.integer({ min: from * 4, max: to * 4 }),
      time: fc.constantFrom(...timeKinds),
      sequence: fc.integer({ min: 0, max: 20 }),
      kind: fc.constantFrom(...(choices.kinds ?? EVENT_KINDS)),
      milestone: fc.constantFrom(...(choices.milestones ?? [...MILESTONES, undefined])),
      reason: fc.option(fc.constantFrom(...REASON_NAMES), { nil: undefined }),
      etaEffect: fc.constantFrom(...ETA_EFFECTS),
      physical: fc.constantFrom(...(choices.physical ?? [true, false])),
      city: fc.option(fc.constantFrom('Louisville', 'Berlin'), { nil: undefined }),
      eta: fc.option(fc.constantFrom('2026-11-05', '2026-11-06', '2026-11-09'), { nil: undefined }),
      source: fc.constantFrom(...(choices.sources ?? ['carrier'])),
    })
    .map(
      ({ id, quarters, time, sequence, kind, milestone, reason, etaEffect, physical, city, eta, source }) => {
        const hours = quarters / 4;
        return event(hours, {
          id,
          at: timeOf(time, hoursAfter(MONDAY, hours)),
          sequence,
          kind,
          etaEffect,
          physical,
          source,
          ...(milestone === undefined ? {} : { milestone }),
          ...(reason === undefined ? {} : { reason }),
          ...(city === undefined ? {} : { place: { city } }),
          ...(eta === undefined ? {} : { carrierEta: { from: eta, to: eta } }),
          ...(kind === 'link' ? { link: { carrier: 'ups', number: id, relation: 'replaced_by' } } : {}),
        });
      },
    );
}

/** A parcel's events, with corrections of some of them, in no order. */
export function arbitraryEvents(choices: EventChoices = {}, maxLength = 14): fc.Arbitrary<TrackingEvent[]> {
  return fc
    .tuple(
      fc.uniqueArray(arbitraryEvent(choices), { maxLength, selector: ({ id }) => id }),
      fc.array(fc.nat({ max: 30 }), { minLength: maxLength, maxLength }),
      fc.boolean(),
    )
    .map(([events, picks, byId]) =>
      events.map((each, index) => {
        const target = events[(picks[index] ?? 0) % events.length];
        if (each.kind !== 'correction' || target === undefined) return each;
        const retracts =
          byId || target.milestone === undefined ? { eventId: target.id } : { milestone: target.milestone };
        return { ...each, retracts };
      }),
    );
}

/** The same events in another order, some of them delivered again later. */
export function shuffledWithRepeats(events: readonly TrackingEvent[]): fc.Arbitrary<TrackingEvent[]> {
  return fc
    .subarray([...events])
    .map((again) => [
      ...events,
      ...again.map((each) => ({
        ...each,
        sequence: each.sequence + 3,
        recordedAt: hoursAfter(each.recordedAt, 24),
      })),
    ])
    .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));
}
