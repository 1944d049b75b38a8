import type { CalendarDate, Instant, Milestone } from '@tidings/domain';

/** Why nobody follows a parcel. */
export const UNTRACKED_REASONS = [
  /** No source of the brand follows this carrier. */
  'unknown_carrier',
  /** Every source that might said no to this number. */
  'refused',
  /** The month's registrations are used up, the brand's own cap's or the source's. */
  'no_quota',
  /** No source has taken it on for two days. */
  'pending_too_long',
  /** Its source has known nothing of the number for two weeks. */
  'never_found',
  /** Nothing new for two months. */
  'given_up',
] as const;
export type UntrackedReason = (typeof UNTRACKED_REASONS)[number];

export type TrackingState =
  /** To be taken on by `source`. */
  | 'pending'
  | 'followed'
  /** It has arrived; a last look, and its registration ends. */
  | 'ending'
  | 'ended'
  | 'untracked';

/** What a carrier's number is asked about with; postcode and date only where a source of the brand uses them. */
export interface ParcelDetails {
  readonly postalCode: string | null;
  readonly country: string | null;
  readonly shipDate: CalendarDate | null;
}

/** One tracking number of a brand, and who follows it. */
export interface Tracking extends ParcelDetails {
  readonly brandId: string;
  readonly number: string;
  /** Our id, of the carrier as the shop named it. */
  readonly carrier: string;
  readonly orderNumber: string | null;
  readonly state: TrackingState;
  readonly reason: UntrackedReason | null;
  /** Who follows it, or is to; null when nobody is left to ask. */
  readonly source: string | null;
  readonly theirCarrier: string | null;
  /** Which of the routes `source` is, from 0. */
  readonly route: number;
  readonly registrationId: string | null;
  /** When the registration runs out by itself. */
  readonly expiresAt: Instant | null;
  readonly boundAt: Instant;
  readonly milestone: Milestone | null;
  /** When the newest event known happened. */
  readonly movedAt: Instant | null;
  /** When anyone last told anything new of it. */
  readonly heardAt: Instant | null;
  /** Attempts in a row that came to nothing. */
  readonly failures: number;
  /** When something is to be done next; null: nothing. */
  readonly dueAt: Instant | null;
  /** Counts the claims: what an earlier claimant still writes is void. */
  readonly claim: number;
}

/** What changes; what is left out stays. */
export type TrackingChange = Partial<
  Pick<
    Tracking,
    | 'state'
    | 'reason'
    | 'source'
    | 'theirCarrier'
    | 'route'
    | 'registrationId'
    | 'expiresAt'
    | 'milestone'
    | 'movedAt'
    | 'heardAt'
    | 'failures'
    | 'dueAt'
  >
>;
