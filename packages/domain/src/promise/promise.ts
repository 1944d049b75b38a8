import { z } from 'zod';
import { calendarDateSchema } from '../time/instant.js';
import type { Instant } from '../time/instant.js';

/** Where a customer, or an agent on their behalf, was shown a date. */
export const FACES = ['mail', 'page', 'ticket', 'sidebar', 'bot'] as const;
export type Face = (typeof FACES)[number];

/** What was to happen by then: the parcel arrives, or the order leaves the warehouse. */
export const PROMISED = ['delivery', 'dispatch'] as const;

/** A date that a customer was shown: both days are inclusive, one day stands in both. */
export const promiseSchema = z
  .object({
    promised: z.enum(PROMISED),
    /** Null: it is about the order, before or beside its parcels. */
    parcelId: z.string().nullable(),
    from: calendarDateSchema,
    to: calendarDateSchema,
    face: z.enum(FACES),
  })
  .meta({ description: 'A date that a customer was shown' });
export type Promised = z.infer<typeof promiseSchema>;

/**
 * `kept` and `broken` by when it happened; `broken` also once the day has passed without, until a late report says
 * otherwise. `void`: nothing was owed any more, so nothing could be broken.
 */
export const PROMISE_STATES = ['open', 'kept', 'broken', 'void'] as const;
export type PromiseState = (typeof PROMISE_STATES)[number];

/** A promise in the ledger. */
export interface WatchedPromise extends Promised {
  /** When it was shown first. */
  readonly shownAt: Instant;
  readonly snapshotVersion: number;
  readonly state: PromiseState;
  /** When the state was found to be so; null while it is open. */
  readonly settledAt: Instant | null;
}

/** Its identity within its order: a face that shows the same date again makes the same promise. */
export function promiseKey({ face, parcelId, promised, from, to }: Promised): string {
  return `${face}:${parcelId ?? 'order'}:${promised}:${from}:${to}`;
}
