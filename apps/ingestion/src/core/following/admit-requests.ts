import type { ApiFailure, RateLimit } from '@tidings/http-client';
import { addHours, fromMillis, type Instant, toMillis } from '@tidings/domain';

/** What all replicas know of a source's API; they ask one after the other what they may send. */
export interface FeedState {
  /** Of each limit: when it will have its whole burst again. */
  readonly freeAt: readonly Instant[];
  /** Requests in a row that failed by the source's own fault or by our credentials. */
  readonly failures: number;
  /** Nothing is sent before. */
  readonly resumeAt: Instant | null;
}

export const FRESH_FEED: FeedState = { freeAt: [], failures: 0, resumeAt: null };

/** Failures in a row after which the circuit opens, and one request at a time has to show that it may close. */
const FAILURES_TO_OPEN = 5;
const SHORTEST_PAUSE_SECONDS = 30;
const LONGEST_PAUSE_SECONDS = 1_800;
/** Where credentials are refused somebody has to mend them; until then a try now and then is enough. */
const UNAUTHORIZED_PAUSE_SECONDS = 900;
const RATE_LIMITED_PAUSE_SECONDS = 60;

/** How many requests may be sent now; `wanted` at most. */
export function admitRequests(
  feed: FeedState,
  limits: readonly RateLimit[],
  { wanted, asOf }: { readonly wanted: number; readonly asOf: Instant },
): number {
  if (isPaused(feed, asOf)) return 0;
  const most = feed.failures >= FAILURES_TO_OPEN ? Math.min(1, wanted) : wanted;
  return limits.reduce((left, limit, index) => {
    const { burst, intervalMs } = paceOf(limit);
    const usedMs = Math.max(0, toMillis(feed.freeAt[index] ?? asOf) - toMillis(asOf));
    return Math.min(left, Math.max(0, Math.floor(burst - usedMs / intervalMs + 1e-9)));
  }, most);
}

/** The feed once `requests` are sent. */
export function spendRequests(
  feed: FeedState,
  limits: readonly RateLimit[],
  { requests, asOf }: { readonly requests: number; readonly asOf: Instant },
): FeedState {
  const nowMs = toMillis(asOf);
  const freeAt = limits.map((limit, index) => {
    const fromMs = Math.max(nowMs, toMillis(feed.freeAt[index] ?? asOf));
    return fromMillis(Math.ceil(fromMs + requests * paceOf(limit).intervalMs));
  });
  return { ...feed, freeAt };
}

/**
 * A burst and a steady pace after it which together stay within the limit in every stretch of its length, wherever the stretch
 * begins: a whole burst just before, and the pace all through, are `requests` at most.
 */
function paceOf({ requests, perSeconds }: RateLimit): { burst: number; intervalMs: number } {
  const burst = Math.max(1, Math.floor(requests / 5));
  return { burst, intervalMs: (perSeconds * 1_000) / (requests - burst + 1) };
}

export interface Outcome {
  /** Null: it answered. */
  readonly failure: ApiFailure | null;
  readonly asOf: Instant;
  /** 0..1 */
  readonly dice: number;
}

/** The feed after an answer or a failure. Pauses are jittered, so that what paused together does not come back together. */
export function noteOutcome(feed: FeedState, { failure, asOf, dice }: Outcome): FeedState {
  const isTheirs = failure !== null && failure.code !== 'not_found' && failure.code !== 'invalid';
  // What is answered during a pause was asked before it: the pause is not over.
  if (!isTheirs) return { ...feed, failures: 0, resumeAt: isPaused(feed, asOf) ? feed.resumeAt : null };
  const failures = failure.code === 'rate_limited' ? feed.failures : feed.failures + 1;
  const seconds = pauseSeconds(failure, failures);
  if (seconds === 0) return { ...feed, failures };
  const resumeAt = addHours(asOf, (seconds * (1 + dice * 0.25)) / 3_600);
  const isLater = feed.resumeAt === null || resumeAt > feed.resumeAt;
  return { ...feed, failures, resumeAt: isLater ? resumeAt : feed.resumeAt };
}

function pauseSeconds({ code, retryAfterSeconds }: ApiFailure, failures: number): number {
  if (code === 'rate_limited') return retryAfterSeconds ?? RATE_LIMITED_PAUSE_SECONDS;
  if (code === 'unauthorized') return UNAUTHORIZED_PAUSE_SECONDS;
  const asked = retryAfterSeconds ?? 0;
  if (failures < FAILURES_TO_OPEN) return asked;
  const doubled = SHORTEST_PAUSE_SECONDS * 2 ** Math.min(20, failures - FAILURES_TO_OPEN);
  return Math.max(asked, Math.min(LONGEST_PAUSE_SECONDS, doubled));
}

/** `closed`: asked as usual. `open`: not asked. `half_open`: the next request shows whether it may close. */
export const CIRCUIT_STATES = ['closed', 'half_open', 'open'] as const;
export type CircuitState = (typeof CIRCUIT_STATES)[number];

export function circuitOf(feed: FeedState, asOf: Instant): CircuitState {
  if (feed.failures < FAILURES_TO_OPEN) return 'closed';
  return isPaused(feed, asOf) ? 'open' : 'half_open';
}

export function isPaused({ resumeAt }: FeedState, asOf: Instant): boolean {
  return resumeAt !== null && asOf < resumeAt;
}
