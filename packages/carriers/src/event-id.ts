import { hash } from 'node:crypto';
import type { Place } from '@tidings/domain';

/** 132 bits: collisions stay out of reach for any number of events that a shop could have. */
const LENGTH = 22;

export interface EventIdentity {
  readonly brandId: string;
  /** Null for a step of an order; `number` is then the order's. */
  readonly carrier: string | null;
  readonly number: string;
  readonly wall: string;
  /** The carrier's own code or, without one, its text. */
  readonly said: string;
  readonly place: Place | undefined;
}

/**
 * The same report from anywhere, at any time, is the same event: no source, no ship date, no sequence.
 * The city alone stands for the place, because sources differ in what they add to it.
 */
export function eventId({ brandId, carrier, number, wall, said, place }: EventIdentity): string {
  const where = place?.city ?? place?.facility ?? place?.postalCode ?? '';
  const text = [brandId, carrier ?? '', number, wall, squeeze(said), squeeze(where)].join('\u001F');
  return hash('sha256', text, 'base64url').slice(0, LENGTH);
}

function squeeze(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
