import { hoursBetween } from '../time/instant.js';
import { isTerminal, milestoneRank } from '../words/milestone.js';
import type { Milestone } from '../words/milestone.js';
import { isCertain, isHandling } from '../words/tracking-event.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import { currentMilestone, reachedBy } from './draft.js';
import type { Draft } from './draft.js';
import { canMove } from './milestone-of.js';
import { momentOf } from './sort-events.js';
import type { Row } from './sort-events.js';

/** A scan that sorts shortly after a delivery is a late or mis-zoned report of what came before it. */
const UNSEATING_HOURS = 12;
/** Nearer together, two reports of a tour or an attempt are one; carriers write several rows for each. */
const SAME_ARRIVAL_HOURS = 4;

const REPEATED: ReadonlySet<Milestone> = new Set([
  'out_for_delivery',
  'delivery_attempted',
] satisfies Milestone[]);
const LAST_EVIDENCE_RANK = milestoneRank('picked_up');

/** Moves the journey there if that is possible; false where the report says nothing about where the parcel is now. */
export function reachMilestone(draft: Draft, row: Row, milestone: Milestone): boolean {
  const last = draft.reached.at(-1);
  if (last?.milestone === milestone && !isArrivalAnew(last.sortAt, row, milestone)) return true;
  const isHeld = last !== undefined && last.milestone !== milestone && !draft.isPerson(row.event.source);
  if (isHeld && !mayFollow(last.milestone, milestone, row.event)) return false;
  draft.reached.push(reachedBy(row, milestone));
  draft.currentRow = row;
  return true;
}

function isArrivalAnew(lastAt: string, row: Row, milestone: Milestone): boolean {
  return REPEATED.has(milestone) && hoursBetween(lastAt, row.sortAt) >= SAME_ARRIVAL_HOURS;
}

/**
 * An end stays. On the way back everything but an end is still the way back. The first steps are not taken twice, and
 * only a scan, not a message about data, brings a parcel from the door back into transit.
 */
function mayFollow(current: Milestone, next: Milestone, event: TrackingEvent): boolean {
  if (isTerminal(current)) return false;
  if (current === 'returning') return isTerminal(next);
  const isForward = milestoneRank(next) > milestoneRank(current);
  if (milestoneRank(next) <= milestoneRank('picked_up')) return isForward;
  return next !== 'in_transit' || isForward || isHandling(event);
}

/**
 * Takes a delivery back when the parcel is handled, at an instant that is certain, more than 12 h later.
 * Every other end, and a delivery otherwise, falls by a correction only.
 */
export function unseatDelivery(draft: Draft, row: Row, milestone: Milestone | null): void {
  const delivered = draft.reached.at(-1);
  if (delivered?.milestone !== 'delivered' || milestone === 'delivered') return;
  if (!canMove(row.event) || !isHandling(row.event) || !isCertain(row.event.at)) return;
  if (hoursBetween(delivered.sortAt, row.sortAt) <= UNSEATING_HOURS) return;
  draft.reached.pop();
  if (draft.currentRow !== null) draft.currentRow.isRetracted = true;
  draft.currentRow = null;
  draft.retractions.push({ by: momentOf(row), retractedEventId: delivered.eventId, milestone: 'delivered' });
}

/**
 * Whether another source's report may fill a gap: an early step, up to the pick-up, that the leading source never
 * reported and that is not already behind. What follows is told by one source only.
 */
export function canFill(draft: Draft, milestone: Milestone): boolean {
  if (milestoneRank(milestone) > LAST_EVIDENCE_RANK || draft.ledMilestones.has(milestone)) return false;
  const current = currentMilestone(draft);
  return current === null || milestoneRank(milestone) > milestoneRank(current);
}
