import { isBeforeCarrier, isTerminal } from '../words/milestone.js';
import type { Milestone } from '../words/milestone.js';
import type { Reason } from '../words/reason.js';
import { isHandling } from '../words/tracking-event.js';
import type { TrackingEvent } from '../words/tracking-event.js';
import { currentMilestone } from './draft.js';
import type { Draft } from './draft.js';
import type { Moment, OpenException } from './journey.js';
import { RESOLVED_BY_REASON, isEnding, isResolvedByMoving, resolvesAll } from './resolutions.js';
import { milestoneOf } from './milestone-of.js';
import { momentOf } from './sort-events.js';
import type { Row } from './sort-events.js';

/** What an event of the leading source resolves. `reached` is the milestone it brought the parcel to, if it did. */
export function resolveExceptions(draft: Draft, row: Row, reached: Milestone | null): void {
  const { event } = row;
  const ends = (open: OpenException): boolean => {
    if (event.kind === 'exception_opened' && open.reason === (event.reason ?? 'unspecified')) return false;
    if (reached !== null && resolvesAll(reached)) return true;
    if (isResolvedByMoving(open.reason) && isMovement(event)) return true;
    return event.kind === 'exception_resolved' && isNamed(event.reason, open.reason);
  };
  if (!draft.open.some(ends)) return;
  const resolved = momentOf(row);
  for (const open of draft.open) if (ends(open)) draft.resolved.push({ ...open, resolved });
  draft.open = draft.open.filter((open) => !ends(open));
}

/** A scan on the way that is not itself a report of being stuck, such as a customs scan. */
function isMovement(event: TrackingEvent): boolean {
  if (event.kind === 'exception_opened' || milestoneOf(event) === null || !isHandling(event)) return false;
  return event.reason === undefined || !isResolvedByMoving(event.reason);
}

/** A resolution without a reason settles whatever can still be settled. */
function isNamed(named: Reason | undefined, open: Reason): boolean {
  if (named === undefined || named === 'unspecified') return !isEnding(open);
  return named === open || (RESOLVED_BY_REASON.get(named)?.(open) ?? false);
}

/** Opens what the leading source reports, or counts one more report of what is open. Nothing opens after the end. */
export function openException(draft: Draft, row: Row): void {
  const current = currentMilestone(draft);
  if (current !== null && isTerminal(current)) return;
  const reason = row.event.reason ?? 'unspecified';
  const index = draft.open.findIndex((open) => open.reason === reason);
  const known = draft.open[index];
  if (known === undefined) draft.open.push(opened(draft, row, reason));
  else draft.open[index] = reportedAgain(known, row.event, momentOf(row));
}

function opened(draft: Draft, row: Row, reason: Reason): OpenException {
  const current = currentMilestone(draft);
  const moment = momentOf(row);
  return {
    reason,
    actor: row.event.actor,
    etaEffect: row.event.etaEffect,
    opened: moment,
    lastReported: moment,
    reports: 1,
    occurrence: 1 + draft.resolved.filter((resolved) => resolved.reason === reason).length,
    etaBefore: draft.eta.standing ?? draft.evidenceEta.standing,
    isPreShipment:
      draft.lastPhysical === null && !isHandling(row.event) && (current === null || isBeforeCarrier(current)),
  };
}

/** The newest report knows best who must act and what it does to the date, unless it does not say. */
function reportedAgain(known: OpenException, event: TrackingEvent, lastReported: Moment): OpenException {
  const etaEffect = event.etaEffect === 'unknown' ? known.etaEffect : event.etaEffect;
  return { ...known, actor: event.actor, etaEffect, lastReported, reports: known.reports + 1 };
}
