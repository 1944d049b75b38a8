import type { Milestone } from '../words/milestone.js';
import type { EventKind, TrackingEvent } from '../words/tracking-event.js';

const MOVING_KINDS: ReadonlySet<EventKind> = new Set(['milestone', 'exception_opened', 'exception_resolved']);

/** Information, dates, links and control never move a parcel. */
export function canMove(event: TrackingEvent): boolean {
  return MOVING_KINDS.has(event.kind);
}

/** The milestone an event speaks of; null where it moves nothing. Delivered as a return is returned: the sender has it. */
export function milestoneOf(event: TrackingEvent): Milestone | null {
  if (event.milestone === undefined || !canMove(event)) return null;
  return event.milestone === 'delivered' && event.reason === 'return' ? 'returned' : event.milestone;
}
