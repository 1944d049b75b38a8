import type { Milestone } from '../words/milestone.js';
import type { TrackingEvent } from '../words/tracking-event.js';

/** Information, dates, links and control never move a parcel. */
export function canMove({ kind }: TrackingEvent): boolean {
  return kind === 'milestone' || kind === 'exception_opened' || kind === 'exception_resolved';
}

/** The milestone an event speaks of; null where it moves nothing. Delivered as a return is returned: the sender has it. */
export function milestoneOf(event: TrackingEvent): Milestone | null {
  if (event.milestone === undefined || !canMove(event)) return null;
  return event.milestone === 'delivered' && event.reason === 'return' ? 'returned' : event.milestone;
}
