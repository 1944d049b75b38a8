import type { Moment } from '../journey/journey.js';
import type { Instant } from '../time/instant.js';
import type { Reason } from '../words/reason.js';
import type { CompiledRule, RuleGroup } from './compile-policy.js';
import type { Claims } from './decision.js';
import type { LedgerEntry } from './ledger.js';
import type { Subject } from './subject.js';

/** A rule matched a subject: what is so, before anyone asked whether it was already said. */
export interface Finding {
  readonly compiled: CompiledRule;
  /** The rules that were asked in its place; the trace looks for the nearest other one among them. */
  readonly group: RuleGroup;
  readonly subject: Subject;
  readonly parcelId: string | null;
  readonly reason: Reason | null;
  readonly factAt: Instant;
  readonly eventId: string | null;
  readonly claims: Claims;
  /** It was so, and something later took its place. */
  readonly isPassed: boolean;
  readonly about: LedgerEntry | null;
}

export function claimsOf(subject: Subject, claimed: Partial<Claims>): Claims {
  const estimate = subject.parcel?.stated?.estimate ?? null;
  return {
    milestone: null,
    reason: null,
    estimate: estimate && { from: estimate.from, to: estimate.to },
    ...claimed,
  };
}

export function happened(moment: Moment): Pick<Finding, 'factAt' | 'eventId'> {
  return { factAt: moment.sortAt, eventId: moment.eventId };
}
