import { type OutgoingEvent, toOutgoing, trackingCoverageChanged } from '@tidings/contracts';
import type { Instant } from '@tidings/domain';
import type { SettledTracking } from '../../ports/tracking-store.js';
import type { Tracking, TrackingChange } from './tracking.js';

/** A tracking as it becomes, with the event that follows where somebody begins or ceases to follow it. */
export function settled(before: Tracking, change: TrackingChange, asOf: Instant): SettledTracking {
  const { brandId, number, claim } = before;
  const after: Tracking = { ...before, ...change };
  const isTold = (before.state === 'untracked') !== (after.state === 'untracked');
  return { brandId, number, claim, change, events: isTold ? [coverageEvent(after, asOf)] : [] };
}

export function coverageEvent(
  { brandId, number, carrier, state, reason }: Tracking,
  asOf: Instant,
): OutgoingEvent {
  const isUntracked = state === 'untracked';
  return toOutgoing(trackingCoverageChanged, {
    brandId,
    occurredAt: asOf,
    correlationId: `${number}:${asOf}`,
    causationId: null,
    traceparent: null,
    data: {
      carrier,
      number,
      state: isUntracked ? 'untracked' : 'followed',
      reason: isUntracked ? reason : null,
      since: asOf,
    },
  });
}
