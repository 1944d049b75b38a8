import { addHours, earliest } from '../time/instant.js';
import type { Instant } from '../time/instant.js';
import type { CompiledPolicy } from './compile-policy.js';
import type { Scope, Subject } from './subject.js';

/** When a fact that the clock moves comes to a number that a rule of this scope asks about. */
function crossings({ clockMarks }: CompiledPolicy, scope: Scope, subject: Subject): readonly Instant[] {
  return clockMarks[scope].flatMap(({ since, hours }) => {
    const from = since(subject);
    return from === null ? [] : [addHours(from, hours)];
  });
}

/** The first instant after `asOf` at which the clock alone can make a rule match that does not, or the reverse. */
export function nextCrossing(
  policy: CompiledPolicy,
  subjects: Iterable<Subject>,
  asOf: Instant,
): Instant | null {
  const found: Instant[] = [];
  for (const subject of subjects) {
    const { parcel } = subject;
    if (parcel === null) {
      found.push(...crossings(policy, 'order', subject));
      continue;
    }
    found.push(...crossings(policy, 'parcel', subject), ...crossings(policy, 'arrival', subject));
    if (policy.clockMarks.exception.length === 0) continue;
    for (const exception of parcel.journey.journey.openExceptions)
      found.push(...crossings(policy, 'exception', { ...subject, exception }));
  }
  return earliest(found.filter((at) => at > asOf));
}
