import type { SourceHealth } from '@tidings/contracts';
import { hoursBetween, type Instant } from '@tidings/domain';

const SHORTEST_SILENCE_HOURS = 6;
const LONGEST_SILENCE_HOURS = 72;
const GAPS_OF_GRACE = 2;

/**
 * After how long without any delivery a source counts as blind. Where the brand says nothing it is twice what is usual for the
 * source, so that a small shop's nights and weekends raise no alarm; at least 6 h, at most 72 h.
 */
export function allowedSilenceHours(
  expectEveryMinutes: number | undefined,
  { usualGapHours }: { readonly usualGapHours: number },
): number {
  if (expectEveryMinutes !== undefined) return expectEveryMinutes / 60;
  return Math.min(LONGEST_SILENCE_HOURS, Math.max(SHORTEST_SILENCE_HOURS, usualGapHours * GAPS_OF_GRACE));
}

/** Whether a source that has delivered before can still see. */
export function assessSource(
  source: { readonly lastProvenAt: Instant; readonly allowedHours: number },
  asOf: Instant,
): SourceHealth['state'] {
  return hoursBetween(source.lastProvenAt, asOf) > source.allowedHours ? 'blind' : 'seeing';
}
