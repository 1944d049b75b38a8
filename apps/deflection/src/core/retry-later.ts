import { HelpdeskError, type HelpdeskFailure } from '@tidings/helpdesks';
import type { LeasedTicket, Settlement } from '../ports/ticket-store.js';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;

/** How long what waits at the gate waits for another look; a resume ends it at once. */
export const LOOK_AGAIN_MS = { paused: 300 * SECOND_MS, unknown: 2 * SECOND_MS } as const;

const WAITS_MS = [2 * SECOND_MS, 10 * SECOND_MS, 30 * SECOND_MS, MINUTE_MS, 5 * MINUTE_MS];
/** Longer than a call takes until it is given up: what was on its way has landed by then, or never will. */
const UNTIL_LANDED_MS = 15 * SECOND_MS;
/** Almost two days at five minutes each; then the question is too old to be answered by a machine anyway. */
const MOST_ATTEMPTS = 500;

function backOffMs(attempts: number): number {
  return WAITS_MS[attempts - 1] ?? 5 * MINUTE_MS;
}

function waitMsAfter(failure: HelpdeskFailure, attempts: number): number {
  switch (failure.code) {
    case 'rate_limited':
      return failure.retryAfterSeconds * SECOND_MS;
    case 'unavailable':
      return Math.max(
        failure.mayHaveHappened ? UNTIL_LANDED_MS : backOffMs(attempts),
        (failure.retryAfterSeconds ?? 0) * SECOND_MS,
      );
    case 'conflict':
      return SECOND_MS;
    case 'unauthorized':
      return 5 * MINUTE_MS;
    case 'not_found':
    case 'invalid':
      return backOffMs(attempts);
  }
}

export type RetryLater = Extract<Settlement, { state: 'waiting' }>;

/** When to look again after something failed; null when nothing will help. */
export function retryLater(
  { attempts: before }: Pick<LeasedTicket, 'attempts'>,
  error: unknown,
): RetryLater | 'gone' | 'helpdesk_refuses' {
  const attempts = before + 1;
  if (!(error instanceof HelpdeskError))
    return { state: 'waiting', because: 'unavailable', waitMs: backOffMs(attempts), attempts };
  const { failure } = error;
  if (failure.code === 'not_found') return 'gone';
  if (failure.code === 'invalid' || attempts > MOST_ATTEMPTS) return 'helpdesk_refuses';
  return { state: 'waiting', because: failure.code, waitMs: waitMsAfter(failure, attempts), attempts };
}
