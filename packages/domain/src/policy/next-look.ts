import { fromMillis, toMillis } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import { nextChangeMs } from './clock-watch.js';
import type { ClockWatch } from './clock-watch.js';
import type { CompiledPolicy } from './compile-policy.js';
import type { Subject } from './subject.js';

function soonestMs(watches: readonly ClockWatch[], subject: Subject, asOfMs: number): number {
  let nextMs = Infinity;
  for (const watch of watches) nextMs = Math.min(nextMs, nextChangeMs(watch, subject, asOfMs));
  return nextMs;
}

/** The first instant after `asOf` at which the clock alone can make a rule match that does not, or the reverse. */
export function nextCrossing(
  { clockWatches }: CompiledPolicy,
  subjects: readonly Subject[],
  asOf: Instant,
): Instant | null {
  const asOfMs = toMillis(asOf);
  let nextMs = Infinity;
  for (const subject of subjects) {
    const scope = subject.parcel === null ? 'order' : 'parcel';
    nextMs = Math.min(nextMs, soonestMs(clockWatches[scope], subject, asOfMs));
    if (subject.parcel === null || clockWatches.exception.length === 0) continue;
    for (const exception of subject.parcel.journey.journey.openExceptions)
      nextMs = Math.min(nextMs, soonestMs(clockWatches.exception, { ...subject, exception }, asOfMs));
  }
  return nextMs === Infinity ? null : fromMillis(nextMs);
}
