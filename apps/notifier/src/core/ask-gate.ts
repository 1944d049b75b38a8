import { type Answer, type Effect, type GateVerdict, type Instant, mayLeave } from '@tidings/domain';
import type { Brand } from '@tidings/platform';
import type { GateBoard } from '../ports/gate-board.js';
import type { LeasedSend, SendResult } from '../ports/send-store.js';
import { messageIdentity } from '../ports/truth.js';

const SECOND_MS = 1_000;

/** How long what is held waits for another look; a resume ends the first two at once, and nothing tells when the last ends. */
const LOOK_AGAIN_MS = {
  paused: 300 * SECOND_MS,
  breaker_open: 300 * SECOND_MS,
  cannot_confirm: 2 * SECOND_MS,
} as const;

export function heldBecause(because: keyof typeof LOOK_AGAIN_MS): SendResult {
  return { state: 'held', because, waitMs: LOOK_AGAIN_MS[because] };
}

export function identityOf({ brandId, request }: LeasedSend): string {
  return messageIdentity({ brandId, key: request.key });
}

function effectOf({ brandId, request }: LeasedSend): Effect {
  const { condition, messageClass, source, factAt, usefulUntil } = request;
  return { brandId, kind: condition, messageClass, source, factAt, usefulUntil };
}

export interface GateQuestion {
  readonly send: LeasedSend;
  readonly brand: Brand;
  /** Undefined: not asked yet. Null: it could not be asked. */
  readonly confirmed: ReadonlyMap<string, Answer> | null | undefined;
}

/**
 * What keeps a message back, or null. Before the engine was asked it answers what is known without it, so that a paused
 * message costs the engine nothing.
 */
export function askGate(
  { send, brand, confirmed }: GateQuestion,
  { board, asOf }: { readonly board: GateBoard; readonly asOf: Instant },
): SendResult | null {
  const effect = effectOf(send);
  const stillTrue = confirmed == null ? null : confirmed.has(identityOf(send));
  const verdict: GateVerdict = mayLeave(effect, {
    ...board.standingOf(effect),
    speaksFrom: brand.speaksFrom,
    stillTrue,
    asOf,
  });
  if (verdict.verdict === 'leave') return null;
  if (verdict.verdict === 'drop') return { state: 'dropped', because: verdict.because };
  if (!board.isKnown) return heldBecause('cannot_confirm');
  return verdict.because === 'cannot_confirm' && confirmed === undefined
    ? null
    : heldBecause(verdict.because);
}
