import type { DeadLetter } from './dead-letter.js';

/** Events that make us say something to somebody. */
const SPEECH = /^decision\.(message|ticket)\./;

/**
 * Why this letter must not be sent again, or null: speech is refused once its `data.usefulUntil` has passed, and when
 * its payload does not tell (null is an answer: it does not age). What is no speech repeats no words to anybody.
 */
export function refuseStaleSpeech(
  letter: Pick<DeadLetter, 'subject' | 'payload'>,
  asOf: string,
): string | null {
  if (!SPEECH.test(letter.subject)) return null;
  const usefulUntil = readUsefulUntil(letter.payload);
  if (usefulUntil === null) return null;
  const untilMs = typeof usefulUntil === 'string' ? Date.parse(usefulUntil) : NaN;
  if (Number.isNaN(untilMs))
    return 'data.usefulUntil cannot be read: nobody can tell whether this is still worth saying';
  return untilMs < Date.parse(asOf) ? `was useful until ${new Date(untilMs).toISOString()}` : null;
}

function readUsefulUntil(payload: string): unknown {
  try {
    return (JSON.parse(payload) as { data?: { usefulUntil?: unknown } | null } | null)?.data?.usefulUntil;
  } catch {
    return undefined;
  }
}
