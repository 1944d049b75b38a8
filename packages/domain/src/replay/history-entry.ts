import type { BrandDurations } from '../durations/brand-durations.js';
import type { Instant } from '../time/instant.js';
import type { Calendars } from '../time/calendars.js';
import type { Order } from '../words/order.js';
import type { ParcelRef, TrackingEvent } from '../words/tracking-event.js';

/** What arrived, and when; in the order in which it arrived. The simulator prints the same. */
export type HistoryEntry =
  | { readonly kind: 'order'; readonly at: Instant; readonly order: Order }
  | {
      readonly kind: 'report';
      readonly at: Instant;
      readonly orderNumber: string;
      readonly parcelRef: ParcelRef;
      readonly events: readonly TrackingEvent[];
    }
  | {
      readonly kind: 'sight';
      readonly at: Instant;
      readonly source: string;
      readonly state: 'blind' | 'seeing';
    };

/** What the shop's and the carriers' clocks are. */
export interface ReplaySetting extends Calendars {
  readonly handlingBusinessHours: number;
  /** Learns from what is delivered and is asked for every forecast; left out: dates at hand and shipped thresholds. */
  readonly durations?: BrandDurations;
}
