import type { Actor } from '../words/actor.js';
import type { Milestone } from '../words/milestone.js';
import type { Reason } from '../words/reason.js';
import type {
  CarrierEta,
  EtaEffect,
  EventTime,
  ParcelRef,
  Place,
  TrackingEvent,
} from '../words/tracking-event.js';
import type { Instant } from '../time/instant.js';

/** Where in the order of things something happened. `sortAt` orders and measures; only `at` may be shown. */
export interface Moment {
  readonly eventId: string;
  readonly at: EventTime;
  /** The instant, or the wall time in an assumed zone. */
  readonly sortAt: Instant;
}

export interface ReachedMilestone extends Moment {
  readonly milestone: Milestone;
  readonly place: Place | null;
}

/** A problem that nothing has resolved yet. Its identity is (parcel, reason, occurrence), not the event: carriers repeat themselves. */
export interface OpenException {
  readonly reason: Reason;
  readonly actor: Actor;
  readonly etaEffect: EtaEffect;
  readonly opened: Moment;
  readonly lastReported: Moment;
  /** How many events reported it. */
  readonly reports: number;
  /** 1 for the first time this reason opened on this parcel; a second failed attempt after a resolution is 2. */
  readonly occurrence: number;
  /** The carrier's date just before it opened; null when there was none. */
  readonly etaBefore: CarrierEta | null;
  readonly isPreShipment: boolean;
}

export interface ResolvedException extends OpenException {
  readonly resolved: Moment;
}

/** Something taken back: what was believed and by which event it fell. */
export interface Retraction {
  readonly by: Moment;
  readonly retractedEventId: string | null;
  readonly milestone: Milestone | null;
}

export interface TimelineEntry {
  readonly event: TrackingEvent;
  readonly sortAt: Instant;
  readonly isRetracted: boolean;
}

/** What the events of one parcel add up to. Pure of any clock: the same events give the same journey, whenever it is asked. */
export interface Journey {
  /** Null until anything is known. */
  readonly current: ReachedMilestone | null;
  /** Every milestone reached and not retracted, in time order, each arrival (a second out-for-delivery stands twice). */
  readonly reached: readonly ReachedMilestone[];
  readonly firstPhysical: ReachedMilestone | null;
  readonly lastPhysical: ReachedMilestone | null;
  readonly openExceptions: readonly OpenException[];
  readonly resolvedExceptions: readonly ResolvedException[];
  /** The carrier's own date as it stands, and as it first stood. */
  readonly carrierEta: CarrierEta | null;
  readonly firstCarrierEta: CarrierEta | null;
  readonly retractions: readonly Retraction[];
  /** The number that replaced this parcel's, once a link said so. */
  readonly replacedBy: ParcelRef | null;
  readonly deliveryAttempts: number;
  /** The source whose events are folded; the others are evidence. */
  readonly leadingSource: string | null;
  readonly timeline: readonly TimelineEntry[];
}
