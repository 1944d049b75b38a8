import type { Milestone } from '../words/milestone.js';
import type { Reason } from '../words/reason.js';

/**
 * What ends a problem. A carrier seldom says that one is over: it scans the parcel again. The table says for each
 * reason that means no more than "stuck", or "held before shipping", that the next scan on the way ends it. All
 * other reasons (an address, a refusal, damage...) outlive scans: a parcel travels to the depot with a wrong address.
 */
const RESOLVED_BY_MOVING: ReadonlySet<Reason> = new Set([
  'weather',
  'disaster',
  'operational_delay',
  'missort',
  'customs_processing',
  'customs_hold',
  'customs_docs_missing',
  'customs_broker',
  'lost_investigation',
  'no_scan',
  'unspecified',
  'payment_review',
  'fraud_review',
  'backorder',
  'collection_failed',
] satisfies Reason[]);

/** A new tour, a place to collect it, or an end: whatever was wrong before no longer stands in the way. */
const RESOLVES_ALL: ReadonlySet<Milestone> = new Set([
  'out_for_delivery',
  'available_for_pickup',
  'delivered',
  'returned',
  'cancelled',
] satisfies Milestone[]);

/** Problems that a bare "resolved" does not undo: nothing is delivered after them unless it is seen to be. */
const ENDINGS: ReadonlySet<Reason> = new Set([
  'lost',
  'destroyed',
  'damaged',
  'prohibited',
  'refused',
  'unclaimed',
  'return',
] satisfies Reason[]);

/** Resolutions whose name differs from what they resolve. */
export const RESOLVED_BY_REASON: ReadonlyMap<Reason, (open: Reason) => boolean> = new Map([
  ['customs_cleared', (open: Reason) => open.startsWith('customs_') || open === 'duties_due'],
  ['address_corrected', (open: Reason) => open.startsWith('address_') || open === 'recipient_moved'],
] satisfies [Reason, (open: Reason) => boolean][]);

export function isResolvedByMoving(reason: Reason): boolean {
  return RESOLVED_BY_MOVING.has(reason);
}

export function resolvesAll(milestone: Milestone): boolean {
  return RESOLVES_ALL.has(milestone);
}

export function isEnding(reason: Reason): boolean {
  return ENDINGS.has(reason);
}
