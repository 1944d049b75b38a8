const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

const WAITS_MS = [
  2 * SECOND_MS,
  10 * SECOND_MS,
  MINUTE_MS,
  5 * MINUTE_MS,
  15 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
];
/** About a day and a half of hourly attempts at the end: an outage over a night or a wrong password costs no message. */
const MAX_ATTEMPTS = 40;

/** How long to wait after this many failed attempts on the wire; null when it is time to give up. */
export function retryAfterMs(attempts: number): number | null {
  if (attempts >= MAX_ATTEMPTS) return null;
  return WAITS_MS[attempts - 1] ?? HOUR_MS;
}
