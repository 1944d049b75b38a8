import type { Journey } from '../journey/journey.js';
import { toMillis } from '../time/instant.js';
import type { LedgerEntry } from './ledger.js';
import { isRowOf } from './find-exceptions.js';

const SAME_DAY_MS = 12 * 3_600_000;

function isReasonGone(row: LedgerEntry, journey: Journey): boolean {
  return ![...journey.openExceptions, ...journey.resolvedExceptions].some((each) => isRowOf(row, each));
}

/** Whoever showed it may have known no more than the day. */
function isDayOf({ told, factAt }: LedgerEntry, wall: string): boolean {
  return told !== undefined && wall.slice(0, 10) === factAt.slice(0, 10);
}

function isDailyGone(row: LedgerEntry, journey: Journey): boolean {
  return !journey.reached.some(
    ({ milestone, sortAt, at }) =>
      milestone === row.claims.milestone &&
      (Math.abs(toMillis(sortAt) - toMillis(row.factAt)) <= SAME_DAY_MS || isDayOf(row, at.wall)),
  );
}

/** `delivered` falls with its seat; on its way back it had been delivered. */
function isUnseated({ current }: Journey): boolean {
  return current === null || !['delivered', 'returning', 'returned'].includes(current.milestone);
}

/**
 * What the row claims never was so, by what is known now. That time went on makes nothing false: a parcel that was
 * out for delivery and is delivered was out for delivery. Of a condition by the clock nothing is claimed.
 */
export function isSaidFalse(row: LedgerEntry, journey: Journey): boolean {
  const { milestone, reason } = row.claims;
  if (row.about !== null) return false;
  if (row.condition === 'on_its_way') return journey.firstPhysical === null;
  if (milestone === 'delivered') return isUnseated(journey);
  if (milestone === 'out_for_delivery') return isDailyGone(row, journey);
  if (milestone !== null) return !journey.reached.some((reached) => reached.milestone === milestone);
  return reason !== null && isReasonGone(row, journey);
}
