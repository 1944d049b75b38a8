import type { Instant } from '../time/instant.js';
import type { Effect, GateVerdict } from './effect.js';

export interface GateState {
  readonly isPaused: boolean;
  readonly isBreakerOpen: boolean;
  readonly speaksFrom: Instant;
  /** Null: it could not be asked. */
  readonly stillTrue: boolean | null;
  readonly asOf: Instant;
}

/**
 * The one check of every outward effect, at the moment it would happen. What is final comes first: an effect that
 * no release would let out is dropped now rather than held.
 */
export function mayLeave(effect: Effect, state: GateState): GateVerdict {
  if (effect.factAt < state.speaksFrom) return { verdict: 'drop', because: 'before_speaking' };
  if (effect.usefulUntil !== null && effect.usefulUntil < state.asOf)
    return { verdict: 'drop', because: 'too_late_to_be_useful' };
  if (state.stillTrue === false) return { verdict: 'drop', because: 'no_longer_true' };
  if (state.isPaused) return { verdict: 'hold', because: 'paused' };
  if (state.isBreakerOpen) return { verdict: 'hold', because: 'breaker_open' };
  return state.stillTrue === null ? { verdict: 'hold', because: 'cannot_confirm' } : { verdict: 'leave' };
}
