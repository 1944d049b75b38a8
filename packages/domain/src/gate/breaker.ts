/** When one kind of message of one brand goes out far more often than it usually does, something is wrong with us. */
export interface BreakerSettings {
  /** Opens past this many times the usual hourly rate. */
  readonly timesUsual: number;
  /** Never opens before this many left in the hour: what a kind without history may say before a person looks. */
  readonly hourlyFloor: number;
  /** Opens past this share of the brand's live parcels in one hour, however usual that is. */
  readonly shareOfLive: number;
}

export const DEFAULT_BREAKER: BreakerSettings = { timesUsual: 5, hourlyFloor: 50, shareOfLive: 0.2 };

export interface BreakerCounts {
  /** Effects of this brand and kind that left in the last hour; the one that asks is not among them. */
  readonly leftInHour: number;
  /** The usual count of an hour like this one; null where there is no history. */
  readonly usualPerHour: number | null;
  readonly liveParcels: number;
}

export const BREAKER_CAUSES = ['no_history', 'times_usual', 'share_of_live'] as const;

export interface BreakerState {
  readonly state: 'closed' | 'open';
  /** Which limit it ran into; null while closed. */
  readonly because: (typeof BREAKER_CAUSES)[number] | null;
  /** How many may leave in an hour: open once that many have. */
  readonly limit: number;
}

/** Asked before each effect leaves: at most `limit` get out in an hour. */
export function assessBreaker(
  { leftInHour, usualPerHour, liveParcels }: BreakerCounts,
  settings: BreakerSettings = DEFAULT_BREAKER,
): BreakerState {
  const { timesUsual, hourlyFloor, shareOfLive } = settings;
  const byRate = Math.floor(timesUsual * (usualPerHour ?? 0));
  const byShare = Math.floor(shareOfLive * liveParcels);
  const limit = Math.max(hourlyFloor, Math.min(byRate, byShare));
  if (leftInHour < limit) return { state: 'closed', because: null, limit };
  if (usualPerHour === null) return { state: 'open', because: 'no_history', limit };
  return { state: 'open', because: byRate <= byShare ? 'times_usual' : 'share_of_live', limit };
}
