import { z } from 'zod';
import { calendarDateSchema } from '../time/instant.js';

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
