import type { Registered } from '@tidings/carriers';
import { addHours, hoursBetween, type Instant, isTerminal } from '@tidings/domain';
import type { Route } from './choose-route.js';
import type { FollowingSource } from './following-source.js';
import { planNextLook, whyGiveUp } from './plan-next-look.js';
import type { NumberOutcome } from './read-outcomes.js';
import type { Tracking, TrackingChange, UntrackedReason } from './tracking.js';

/** What a change of a tracking depends on, beside what was answered. */
export interface Circumstances {
  readonly source: FollowingSource;
  /** All who may follow the parcel; the tracking's own is one of them. */
  readonly routes: readonly Route[];
  readonly asOf: Instant;
  /** 0..1 */
  readonly dice: number;
}

const FIRST_LOOK_HOURS = 0.25;
const PENDING_TOO_LONG_HOURS = 48;
const SHORTEST_RETRY_HOURS = 1 / 60;
const LONGEST_RETRY_HOURS = 6;
const QUOTA_RETRY_HOURS = 24;

/** After a look that the source answered. */
export function settleLook(tracking: Tracking, outcome: NumberOutcome, at: Circumstances): TrackingChange {
  if (outcome === 'unread') return settleFailure(tracking, at);
  if (outcome === 'refused') return tryNextRoute(tracking, 'refused', at);
  return settleFollowed(tracking, at);
}

/** Followed, and looked at again when it is time; or no more. */
function settleFollowed(tracking: Tracking, at: Circumstances): TrackingChange {
  const { asOf, dice, source } = at;
  const followed = { state: 'followed', reason: null, failures: 0 } as const;
  const look = { ...tracking, isPushed: source.isPushed, asOf, dice };
  if (tracking.milestone !== null && isTerminal(tracking.milestone)) return settleArrived(at);
  const why = whyGiveUp(look);
  if (why !== null) return { state: 'untracked', reason: why, failures: 0, dueAt: null };
  return { ...followed, dueAt: planNextLook(look) };
}

/** The last look is done. */
function settleArrived({ source, asOf }: Circumstances): TrackingChange {
  return source.client.registration?.stop === undefined
    ? { state: 'ended', reason: null, failures: 0, dueAt: null }
    : { state: 'ending', reason: null, failures: 0, dueAt: asOf };
}

/** After a registration; undefined: the answer does not name this number. */
export function settleRegistration(
  tracking: Tracking,
  registered: Registered | undefined,
  at: Circumstances,
): TrackingChange {
  if (registered === undefined) return settleFailure(tracking, at);
  if (registered.state === 'refused') return tryNextRoute(tracking, 'refused', at);
  if (registered.state === 'no_quota') return tryNextRoute(tracking, 'no_quota', at);
  const { asOf, source } = at;
  const lastsDays = source.client.registration?.lastsDays ?? null;
  return {
    state: 'followed',
    reason: null,
    failures: 0,
    registrationId: registered.id ?? tracking.registrationId,
    expiresAt: lastsDays === null ? null : addHours(asOf, lastsDays * 24),
    dueAt: addHours(asOf, FIRST_LOOK_HOURS),
  };
}

/** The next who may follow it; where there is none it is untracked, and only a quota makes it worth asking again. */
export function tryNextRoute(
  tracking: Tracking,
  reason: UntrackedReason,
  { routes, asOf }: Pick<Circumstances, 'routes' | 'asOf'>,
): TrackingChange {
  const next = routes[tracking.route + 1];
  if (next !== undefined) {
    const own = { route: tracking.route + 1, registrationId: null, expiresAt: null };
    return { ...next, ...own, state: 'pending', failures: 0, dueAt: asOf };
  }
  const dueAt = reason === 'no_quota' ? addHours(asOf, QUOTA_RETRY_HOURS) : null;
  return { state: 'untracked', reason, failures: 0, dueAt };
}

/** It came to nothing, and not by the parcel's fault: asked again, later each time. */
export function settleFailure(
  tracking: Tracking,
  { asOf, dice }: Pick<Circumstances, 'asOf' | 'dice'>,
): TrackingChange {
  const failures = tracking.failures + 1;
  const hours = Math.min(LONGEST_RETRY_HOURS, SHORTEST_RETRY_HOURS * 2 ** Math.min(20, failures - 1));
  const isTooLong =
    tracking.state === 'pending' && hoursBetween(tracking.boundAt, asOf) >= PENDING_TOO_LONG_HOURS;
  return {
    failures,
    dueAt: addHours(asOf, hours * (1 + dice * 0.25)),
    ...(isTooLong && ({ state: 'untracked', reason: 'pending_too_long' } as const)),
  };
}

/** After an attempt to end a registration: one that does not end is none of the parcel's business. */
export function settleStop(tracking: Tracking, isStopped: boolean, at: Circumstances): TrackingChange {
  const MOST_TRIES = 8;
  if (isStopped || tracking.failures + 1 >= MOST_TRIES) return { state: 'ended', failures: 0, dueAt: null };
  return settleFailure(tracking, at);
}
