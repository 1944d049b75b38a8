import { z } from 'zod';
import { CONDITIONS } from '../policy/decision.js';
import { instantSchema } from '../time/instant.js';
import { MILESTONES } from '../words/milestone.js';
import { REASON_NAMES } from '../words/reason.js';

/** Where a customer is told how an order stands by asking or looking, beside the messages that are sent to them. */
export const TELLING_FACES = ['page', 'ticket', 'bot'] as const;
export type TellingFace = (typeof TELLING_FACES)[number];

/** Where something was told: what turns false is corrected there. */
export const tellingSchema = z.object({
  face: z.enum(TELLING_FACES),
  /** The helpdesk's id of the ticket; null for a face that an order has only one of. */
  ticketId: z.string().min(1).nullable(),
});
export type Telling = z.infer<typeof tellingSchema>;

/** What a face said of one parcel that can turn out never to have been so. */
export const shownStatusSchema = z.object({
  parcelId: z.string().min(1),
  /** The condition whose message would have said the same. */
  condition: z.enum(CONDITIONS),
  milestone: z.enum(MILESTONES).nullable(),
  reason: z.enum(REASON_NAMES).nullable(),
  /** When it became so; where only a wall time is known, that in UTC, which its day can be read from. */
  since: instantSchema,
});
export type ShownStatus = z.infer<typeof shownStatusSchema>;
