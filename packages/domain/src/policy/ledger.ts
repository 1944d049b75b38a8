import type { CalendarDate, Instant } from '../time/instant.js';
import type { Reason } from '../words/reason.js';
import type { Telling } from '../status/shown-status.js';
import type { Claims, Condition, MessageClass, Outcome } from './decision.js';

/** How far the saying has come: asked for, held at the gate, out, dropped, no way to reach them, or nothing was to be said. */
export const SPEECH_STATES = ['none', 'requested', 'held', 'sent', 'dropped', 'undeliverable'] as const;
export type SpeechState = (typeof SPEECH_STATES)[number];

/** One condition that was decided about: open while it holds. Everything that was said stays readable here. */
export interface LedgerEntry {
  /** The decision's key. */
  readonly key: string;
  readonly condition: Condition;
  readonly parcelId: string | null;
  readonly reason: Reason | null;
  readonly occurrence: number;
  readonly outcome: Outcome;
  readonly speech: SpeechState;
  readonly claims: Claims;
  readonly factAt: Instant;
  readonly decidedAt: Instant;
  /** When the message left; null until it did. */
  readonly saidAt: Instant | null;
  /** Null while the condition holds. */
  readonly closedAt: Instant | null;
  /** The event that made it true, if one did: a later retraction of it makes the saying false. */
  readonly eventId: string | null;
  /** The key of the decision whose message speaks for this row: its own, or that of the parcel it was combined with. */
  readonly messageKey: string | null;
  /** The row that this one answers: what a correction corrects, a recovery resolves. Each row is answered once. */
  readonly about: string | null;
  /** Of the message that was asked for, or waits to be; left out: none. */
  readonly messageClass?: MessageClass;
  /** Of a broken promise: the day that was promised, the last of several. */
  readonly promisedDay?: CalendarDate;
  /** The incident that was told of. */
  readonly incidentId?: string;
  /** Why nothing was said, as in the trace. */
  readonly because: string | null;
  /** Where it was shown, or is corrected; left out: it is a message. */
  readonly told?: Telling;
}

export type Ledger = readonly LedgerEntry[];

/** What a face showed by itself: it was told, and no condition is open by it. */
export function isShown({ told, about }: LedgerEntry): boolean {
  return told !== undefined && about === null;
}

/** Asked for, and not settled for good. */
export function isUnsaid({ speech }: LedgerEntry): boolean {
  return speech === 'requested' || speech === 'held';
}
