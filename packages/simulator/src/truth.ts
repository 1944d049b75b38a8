import type { CalendarDate, Instant, Leg, Order, ParcelRef, Reason, TrackingEvent } from '@tidings/domain';

export const STALL_CAUSES = [
  'late_pick_up',
  'stuck',
  'customs',
  'incident',
  'held_on_van',
  'delay',
  'lost',
] as const;
export type StallCause = (typeof STALL_CAUSES)[number];

/** A parcel really stood still, from its last handling on; `to` is null where it was never seen again. */
export interface Stall {
  readonly cause: StallCause;
  readonly leg: Leg;
  readonly from: Instant;
  readonly to: Instant | null;
}

/** A report that the carrier calls an exception, and what it really meant. */
export interface TrueException {
  readonly eventId: string;
  readonly reason: Reason;
  readonly at: Instant;
  /** `harmless` moved nothing and needs nobody, `delaying` moved the delivery, `critical` needs someone. */
  readonly meaning: 'harmless' | 'delaying' | 'critical';
}

export const ASK_CAUSES = ['silence', 'late', 'problem', 'curiosity'] as const;
export type AskCause = (typeof ASK_CAUSES)[number];

/** A customer who asks at `at`, unless a message since the cause began keeps them from it. */
export interface Ask {
  readonly cause: AskCause;
  readonly since: Instant;
  readonly at: Instant;
  /** From 0 to 1: a message whose strength is above keeps this customer from asking. */
  readonly doubt: number;
}

export interface OrderTruth {
  readonly orderNumber: string;
  readonly carrier: string;
  readonly service: string;
  readonly lane: string;
  readonly promisedDate: CalendarDate;
  readonly outcome: 'delivered' | 'returned' | 'lost';
  readonly deliveredAt: Instant | null;
  readonly stalls: readonly Stall[];
  readonly exceptions: readonly TrueException[];
  readonly asks: readonly Ask[];
}

/** What arrives, in the order in which it arrives; `truth` is known to nobody inside the world. */
export type WorldEntry =
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
    }
  | ({ readonly kind: 'truth'; readonly at: Instant } & OrderTruth);
