import type { CalendarDate, Instant } from '../time/instant.js';
import type { Milestone } from '../words/milestone.js';
import type { Telling } from '../status/shown-status.js';
import type { Reason } from '../words/reason.js';

/** The conditions that a policy can speak about. A rule says when each holds and what follows. */
export const CONDITIONS = [
  'order_held',
  'being_prepared',
  'preparing_late',
  'label_without_pickup',
  'on_its_way',
  'out_for_delivery',
  'delivered',
  'ready_for_pickup',
  'silence',
  'moving_again',
  'exception',
  'noise',
  'case_resolved',
  'estimate_moved',
  'promise_at_risk',
  'promise_broken',
  'correction',
  'case_overdue',
  'number_replaced',
  'returning',
] as const;
export type Condition = (typeof CONDITIONS)[number];

export const MESSAGE_CLASSES = ['essential', 'informative', 'courtesy'] as const;
export type MessageClass = (typeof MESSAGE_CLASSES)[number];

/**
 * `send` asks for a message. `suppress` saw the condition and says nothing, with the reason in the trace.
 * `overtaken` passed through inside a batch. `open_case`/`close_case` also may carry a message.
 * `wait` says nothing yet: for others of its kind, for the morning, for the budget, or for another rule to match.
 * `hold` stops all but essential messages about the parcel while it is so; `escalate` raises the parcel's open cases.
 */
export const OUTCOMES = [
  'send',
  'suppress',
  'wait',
  'hold',
  'overtaken',
  'open_case',
  'close_case',
  'escalate',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What was claimed towards the customer; when it turns false, they hear it once. */
export interface Claims {
  readonly milestone: Milestone | null;
  readonly reason: Reason | null;
  readonly estimate: { readonly from: CalendarDate; readonly to: CalendarDate } | null;
}

/** Why: the rule, what it saw, and the nearest change that would have chosen otherwise. */
export interface Trace {
  readonly policyVersion: string;
  readonly ruleId: string;
  readonly inputs: Readonly<Record<string, string | number | boolean | null>>;
  readonly nearest: { readonly fact: string; readonly needed: string; readonly wouldHave: string } | null;
  /** Plain reason code for a suppression: `estimate_unmoved`, `case_open`, `before_speaking`, `too_late_to_be_useful`... */
  readonly because: string | null;
}

/** What the policy chose. Its key is the identity of the condition, so the same condition is decided once. */
export interface Decision {
  /**
   * `<orderId>:<parcelId|order>:<condition>[:<reason>]:<occurrence>`. Where one message speaks for several parcels
   * it is the key of the first of them in the order's list; the ledger keeps a row for each, tied by `messageKey`.
   */
  readonly key: string;
  readonly condition: Condition;
  readonly parcelIds: readonly string[];
  readonly reason: Reason | null;
  readonly outcome: Outcome;
  /** Present when something is to be said. */
  readonly message: { readonly messageClass: MessageClass; readonly usefulUntil: Instant | null } | null;
  /** When the fact happened that made it true (a clock condition: when it became due). */
  readonly factAt: Instant;
  readonly claims: Claims;
  /** The key of the decision that this one answers: what a correction corrects, a recovery resolves. */
  readonly about: string | null;
  /** Where it is to be said; left out: in a message. */
  readonly told?: Telling;
  /** The event that made it true, and the brand's source that reported it; null for the clock. */
  readonly eventId: string | null;
  readonly source: string | null;
  readonly trace: Trace;
  readonly asOf: Instant;
}
