import type { Instant } from '../time/instant.js';
import type { Condition, MessageClass } from '../policy/decision.js';

/** Anything that would reach the world outside: a mail, a ticket write, a webhook. */
export interface Effect {
  readonly brandId: string;
  readonly kind: Condition;
  readonly messageClass: MessageClass;
  readonly source: string | null;
  readonly factAt: Instant;
  readonly usefulUntil: Instant | null;
}

export const HOLD_REASONS = ['paused', 'breaker_open', 'cannot_confirm'] as const;
export const DROP_REASONS = ['before_speaking', 'too_late_to_be_useful', 'no_longer_true'] as const;

/** `hold` keeps the effect and asks again; `drop` is final, and recorded. */
export type GateVerdict =
  | { readonly verdict: 'leave' }
  | { readonly verdict: 'hold'; readonly because: (typeof HOLD_REASONS)[number] }
  | { readonly verdict: 'drop'; readonly because: (typeof DROP_REASONS)[number] };
