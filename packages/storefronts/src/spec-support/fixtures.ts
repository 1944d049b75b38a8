import type { Fixture } from '../fixtures.js';
import type { StorefrontContext } from '../port.js';

export function contextOf({ topic }: Pick<Fixture, 'topic'>): StorefrontContext {
  return { receivedAt: '2026-11-22T12:00:00.000Z', topic: topic ?? null };
}

/** As it would travel: absent facts have no key. */
export function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
