import {
  readJson,
  type CarrierPlugin,
  type ReadingError,
  type ReadingFailure,
  type UnmappedCode,
} from '@tidings/carriers';
import {
  fold,
  type Actor,
  type EtaEffect,
  type Milestone,
  type Reason,
  type TrackingEvent,
} from '@tidings/domain';
import { tellHeadline } from './tell-headline.js';

/** One parcel of a payload, as far as this payload tells. */
export interface ToldJourney {
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly milestone: Milestone | null;
  readonly reason: Reason | null;
  readonly actor: Actor;
  readonly openExceptions: readonly ToldException[];
  /** In the order of time. */
  readonly events: readonly TrackingEvent[];
}

export interface ToldException {
  readonly reason: Reason;
  readonly actor: Actor;
  readonly etaEffect: EtaEffect;
  /** The instant, or the wall time where no zone is known. */
  readonly since: string;
  readonly reports: number;
}

export interface ToldJourneys {
  readonly journeys: readonly ToldJourney[];
  readonly unmapped: readonly UnmappedCode[];
  readonly failures: readonly ReadingFailure[];
}

/** Reads a provider's payload and folds each of its parcels. */
export function readJourneys(
  plugin: CarrierPlugin,
  body: Buffer,
  receivedAt: string,
): ToldJourneys | { readonly error: ReadingError } {
  const reading = readJson(plugin, body, { brandId: 'cli', source: plugin.id, receivedAt });
  if ('error' in reading) return reading;
  const journeys = reading.reports.map(({ parcelRef, events }) => tellJourney(parcelRef, events));
  return { journeys, unmapped: reading.unmapped, failures: reading.failures };
}

function tellJourney(parcelRef: TrackingEvent['parcelRef'], events: readonly TrackingEvent[]): ToldJourney {
  const journey = fold(events);
  return {
    carrier: parcelRef?.carrier ?? null,
    trackingNumber: parcelRef?.number ?? null,
    milestone: journey.current?.milestone ?? null,
    ...tellHeadline(journey),
    openExceptions: journey.openExceptions.map(({ reason, actor, etaEffect, opened, reports }) => ({
      reason,
      actor,
      etaEffect,
      since: opened.at.instant ?? opened.at.wall,
      reports,
    })),
    events: journey.timeline.map(({ event }) => event),
  };
}
