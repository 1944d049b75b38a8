import type { Milestone } from '../words/milestone.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import type { Retraction } from './journey.js';
import { milestoneOf } from './milestone-of.js';
import { momentOf } from './sort-events.js';
import type { Row } from './sort-events.js';

/**
 * Marks what corrections take back and says which event fell by which. An event named by its id falls wherever it
 * sorts; a milestone falls with all the reports of its last arrival before the correction. The leading source, and
 * people, may take back anything, any other only what it said itself.
 */
export function retractEvents(rows: readonly Row[], leads: (source: string) => boolean): Retraction[] {
  const retractions: Retraction[] = [];
  rows.forEach((row, index) => {
    const { kind, retracts } = row.event;
    if (kind !== 'correction' || retracts === undefined) return;
    const mayTakeBack = (event: TrackingEvent): boolean =>
      leads(row.event.source) || event.source === row.event.source;
    const fallen = findFallen(rows, index, mayTakeBack);
    for (const each of fallen) {
      each.isRetracted = true;
      retractions.push(retraction(row, each.event.id, milestoneOf(each.event)));
    }
    if (fallen.length === 0)
      retractions.push(retraction(row, retracts.eventId ?? null, retracts.milestone ?? null));
  });
  return retractions;
}

function retraction(by: Row, retractedEventId: string | null, milestone: Milestone | null): Retraction {
  return { by: momentOf(by), retractedEventId, milestone };
}

function findFallen(
  rows: readonly Row[],
  index: number,
  mayTakeBack: (event: TrackingEvent) => boolean,
): Row[] {
  const { eventId, milestone } = rows[index]?.event.retracts ?? {};
  const named = rows.find(({ event }) => event.id === eventId && mayTakeBack(event));
  if (named !== undefined) return named.isRetracted ? [] : [named];
  return milestone === undefined ? [] : findLastArrival(rows.slice(0, index), milestone, mayTakeBack);
}

/** All rows of the last arrival: repeats of a milestone with no other milestone between them. */
function findLastArrival(
  before: readonly Row[],
  milestone: Milestone,
  mayTakeBack: (event: TrackingEvent) => boolean,
): Row[] {
  const found: Row[] = [];
  for (const row of before.toReversed()) {
    const reached = row.isRetracted || !mayTakeBack(row.event) ? null : milestoneOf(row.event);
    if (reached === milestone) found.push(row);
    else if (reached !== null && found.length > 0) break;
  }
  return found;
}
