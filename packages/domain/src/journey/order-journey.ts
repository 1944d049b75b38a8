import type { Instant, CalendarDate } from '../time/instant.js';
import type { Order } from '../words/order.js';
import type { Reason } from '../words/reason.js';
import type { Actor } from '../words/actor.js';
import type { Journey, Moment, ReachedMilestone } from './journey.js';

export interface ParcelJourney {
  readonly parcelId: string;
  readonly carrier: string | null;
  readonly trackingNumber: string | null;
  readonly service: string | null;
  readonly lines: readonly { readonly lineId: string; readonly quantity: number }[];
  readonly isCancelled: boolean;
  readonly journey: Journey;
}

/** Something that keeps an order from being prepared: payment, fraud, backorder. */
export interface Hold {
  readonly reason: Reason;
  readonly actor: Actor;
  readonly since: Instant;
  readonly until: CalendarDate | null;
  /** The lines it holds; empty means all. */
  readonly lineIds: readonly string[];
}

/** A line, or part of one, that is in no parcel yet and still owed. */
export interface WaitingLine {
  readonly lineId: string;
  readonly title: string;
  readonly quantity: number;
  readonly availableFrom: CalendarDate | null;
  readonly hold: Hold | null;
}

/** What an order and the journeys of its parcels add up to. */
export interface OrderJourney {
  /** Null for an orphan: events came before the order did. */
  readonly order: Order | null;
  readonly parcels: readonly ParcelJourney[];
  /** placed, preparing, packed as the shop reported them for the order as a whole. */
  readonly steps: readonly ReachedMilestone[];
  readonly holds: readonly Hold[];
  readonly waitingLines: readonly WaitingLine[];
  readonly lastStep: Moment | null;
  readonly isCancelled: boolean;
  /** When the last hold on the order ended, once one has: the time to prepare it counts anew from there. */
  readonly holdEndedAt?: Instant;
  /** Nothing physical is owed or on its way any more. */
  readonly isComplete: boolean;
}
