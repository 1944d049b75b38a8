import type { CalendarDate, Instant } from '../time/instant.js';

/** The stretch of a journey whose usual length a silence is measured against. */
export const LEGS = [
  'preparing',
  'label',
  'first_mile',
  'linehaul',
  'customs',
  'last_mile',
  'pickup_point',
  'returning',
] as const;
export type Leg = (typeof LEGS)[number];

/** What the estimate rests on; `carrier` is the carrier's own date. */
export const ESTIMATE_BASES = ['carrier', 'learned', 'promise'] as const;
export type EstimateBasis = (typeof ESTIMATE_BASES)[number];

/** A delivery interval in dates at the destination. */
export interface Estimate {
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  /** The share of parcels like this one that arrive inside; null when it was never measured. */
  readonly coverage: number | null;
  readonly basis: EstimateBasis;
}

export type Silence =
  | { readonly state: 'none' }
  /** Our source cannot see: an operator's alert, never a customer's message. */
  | { readonly state: 'cannot_see'; readonly since: Instant }
  | {
      readonly state: 'silent';
      readonly leg: Leg;
      /** The last physical event. */
      readonly since: Instant;
      /** When it became longer than usual. */
      readonly openedAt?: Instant;
      readonly businessHours: number;
      readonly usualBusinessHours: number;
    };

/** When this parcel's source last proved that it could see, and how far our intake lags. */
export interface Visibility {
  /** Null when no source follows the parcel. */
  readonly lastProvenAt: Instant | null;
  /** Since when it has been blind; null while it sees. */
  readonly blindSince: Instant | null;
  /** The last stretch of blindness that is over: what happened in it may still be on its way to us. */
  readonly lastBlind?: { readonly from: Instant; readonly to: Instant };
}

/** A delivery interval in instants, seen from one moment of the journey. */
export interface DeliveryInterval {
  readonly leg: Leg;
  /** The order, the label or the last handling: what it counts from. */
  readonly since: Instant;
  readonly likelyAt: Instant;
  readonly within80: { readonly from: Instant; readonly to: Instant };
  readonly within95: { readonly from: Instant; readonly to: Instant };
}

/** What an interval is judged by. */
export type GivenInterval = Omit<DeliveryInterval, 'likelyAt'>;

export interface Forecast {
  /** Null is an answer: too little data. */
  readonly estimate: Estimate | null;
  /** What the estimate was rounded from, where it was learned. */
  readonly interval?: DeliveryInterval;
  readonly silence: Silence;
  readonly leg: Leg | null;
  /** When the next physical event is due; past it the silence opens. Null where nothing is expected, or can be seen, or it is overdue. */
  readonly nextEventBy: Instant | null;
  /** The carrier's date, once it has passed without a delivery: there is no estimate then, and the parcel is late. */
  readonly overdueSince?: CalendarDate;
  /** The first instant at which anything said here becomes untrue by the clock alone. */
  readonly validUntil: Instant | null;
}
