import {
  addDays,
  addHours,
  fromMillis,
  type Instant,
  type ParcelRef,
  REASONS,
  toMillis,
  type TrackingEvent,
  zoneOffsetMs,
} from '@tidings/domain';
import type { Dice } from './dice.js';
import { type Hazards, HEARD_AFTER } from './hazards.js';
import { ZONE } from './lanes.js';
import type { Happening } from './trip.js';

export const BRAND = 'simulated';
export const SOURCE = 'carrier_feed';

/** A stretch in which our own source sees nothing; what happens in it is told when it is over. */
export interface Blindness {
  readonly from: Instant;
  readonly to: Instant;
}

export interface Blur {
  readonly dice: Dice;
  readonly hazards: Hazards;
  readonly blindness: readonly Blindness[];
}

export interface Heard {
  readonly at: Instant;
  readonly parcelRef: ParcelRef;
  readonly event: TrackingEvent;
}

/** What reaches us of what happened, and when: some of it twice, late, or after something newer. */
export function reportAll(
  happenings: readonly Happening[],
  number: string,
  blur: Blur & { carrier: string },
): Heard[] {
  const { dice, hazards, carrier } = blur;
  const heard: Heard[] = [];
  let parcelRef: ParcelRef = { carrier, number };
  happenings.forEach((happening, sequence) => {
    const next: ParcelRef = { carrier, number: `${number}B` };
    const replacement = happening.kind === 'link' ? next : null;
    const event = toEvent(happening, { parcelRef, sequence, replacement });
    const delay = dice.hours(dice.chance(hazards.late) ? HEARD_AFTER.late : HEARD_AFTER.report);
    const disorder = dice.chance(hazards.disordered) ? dice.between(4, 16) : 0;
    const at = afterBlindness(addHours(happening.at, delay + disorder), blur);
    heard.push({ at, parcelRef, event: { ...event, recordedAt: at } });
    if (dice.chance(hazards.duplicate)) {
      const again = afterBlindness(addHours(at, dice.between(0.2, 12)), blur);
      heard.push({ at: again, parcelRef, event: { ...event, recordedAt: again } });
    }
    if (replacement !== null) parcelRef = replacement;
  });
  return heard;
}

function afterBlindness(at: Instant, { blindness, dice }: Blur): Instant {
  const blind = blindness.find(({ from, to }) => from <= at && at < to);
  return blind === undefined ? at : addHours(blind.to, dice.between(0.02, 0.5));
}

interface EventIdentity {
  readonly parcelRef: ParcelRef;
  readonly sequence: number;
  readonly replacement: ParcelRef | null;
}

function toEvent(happening: Happening, { parcelRef, sequence, replacement }: EventIdentity): TrackingEvent {
  const { at, kind, milestone, reason, physical, etaEffect, place, eta } = happening;
  const offsetMs = zoneOffsetMs(ZONE, toMillis(at));
  return {
    id: `${parcelRef.number}-${String(sequence).padStart(3, '0')}`.padStart(16, '0'),
    brandId: BRAND,
    parcelRef,
    at: {
      instant: at,
      wall: fromMillis(toMillis(at) + offsetMs).slice(0, 19),
      offsetMinutes: offsetMs / 60_000,
      zoneFrom: 'carrier',
      precision: 'second',
    },
    sequence,
    kind,
    ...(milestone && { milestone }),
    ...(reason && { reason }),
    actor: reason === undefined || kind === 'milestone' ? 'nobody' : REASONS[reason].actor,
    etaEffect,
    physical,
    confidence: 'code',
    place: { city: place },
    verbatim: { text: [kind, milestone, reason].filter(Boolean).join(' ') },
    ...(eta !== null && { carrierEta: { from: addDays(eta, 0), to: eta } }),
    ...(replacement && {
      link: { carrier: replacement.carrier, number: replacement.number, relation: 'replaced_by' },
    }),
    source: SOURCE,
    recordedAt: at,
    schemaVersion: 1,
  };
}
