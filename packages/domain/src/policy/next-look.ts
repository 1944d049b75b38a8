import { fromMillis, toMillis } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import type { ClockMark, CompiledPolicy } from './compile-policy.js';
import type { Subject } from './subject.js';

const HOUR_MS = 3_600_000;

/** When a fact that the clock moves next comes to a number that a rule asks about; Infinity: never. */
function nextMarkMs(marks: readonly ClockMark[], subject: Subject, asOfMs: number): number {
  let nextMs = Infinity;
  for (const { since, hours } of marks) {
    const from = since(subject);
    if (from === null) continue;
    const atMs = toMillis(from) + hours * HOUR_MS;
    if (atMs > asOfMs && atMs < nextMs) nextMs = atMs;
  }
  return nextMs;
}

/** The first instant after `asOf` at which the clock alone can make a rule match that does not, or the reverse. */
export function nextCrossing(
  { clockMarks }: CompiledPolicy,
  subjects: Iterable<Subject>,
  asOf: Instant,
): Instant | null {
  const asOfMs = toMillis(asOf);
  let nextMs = Infinity;
  for (const subject of subjects) {
    const scope = subject.parcel === null ? 'order' : 'parcel';
    nextMs = Math.min(nextMs, nextMarkMs(clockMarks[scope], subject, asOfMs));
    if (subject.parcel === null || clockMarks.exception.length === 0) continue;
    for (const exception of subject.parcel.journey.journey.openExceptions)
      nextMs = Math.min(nextMs, nextMarkMs(clockMarks.exception, { ...subject, exception }, asOfMs));
  }
  return nextMs === Infinity ? null : fromMillis(nextMs);
}
