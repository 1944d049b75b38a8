import { describe, expect, it } from '@jest/globals';
import { answer, type OrderSnapshot } from '@tidings/domain';
import { buildOrderSnapshot, ORDER_STATES } from '@tidings/testing';
import { needsPerson } from './choose-macro.js';

const ASKED_AT = '2026-11-22T12:00:00.000Z';
const WITH_MACRO = { held: 'Tidings::On hold' };
type Hold = OrderSnapshot['holds'][number];

function heldBy(over: Partial<Hold> = {}) {
  const held = buildOrderSnapshot(ORDER_STATES['held']);
  const holds = held.holds.map((hold) => ({ ...hold, ...over }));
  return answer({ ...held, holds }, 2, ASKED_AT);
}

describe('an order on hold', () => {
  it.each(['payment_review', 'fraud_review'] as const)('is explained while it is in %s', (reason) => {
    expect(needsPerson(heldBy({ reason }), WITH_MACRO)).toBeNull();
  });

  it.each([
    ['the shop has no macro for it', heldBy(), {}],
    ['nobody said why', heldBy({ reason: 'unspecified' }), WITH_MACRO],
    ['its customer has to do something', heldBy({ actor: 'recipient' }), WITH_MACRO],
  ])('is a person’s where %s', (_, held, titles) => {
    expect(needsPerson(held, titles)).toBe('needs_person');
  });

  it('is a person’s where a case is open as well', () => {
    expect(needsPerson({ ...heldBy(), needsHuman: true }, WITH_MACRO)).toBe('needs_person');
  });

  it('is not explained by facts that could not be checked', () => {
    expect(needsPerson({ ...heldBy(), isStale: true }, WITH_MACRO)).toBe('stale');
  });
});
