import { instantSchema, shownStatusSchema, tellingSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const statusShowingSchema = z.object({
  orderId: z.string().min(1),
  orderNumber: z.string().nullable(),
  told: tellingSchema,
  /** What can turn out never to have been so; never empty. */
  statuses: z.array(shownStatusSchema).min(1),
  shownAt: instantSchema,
});
export type StatusShowing = z.infer<typeof statusShowingSchema>;

function contentOf({ orderId, told, statuses }: StatusShowing): string {
  const said = statuses.map(({ parcelId, condition, reason, since }) => [parcelId, condition, reason, since]);
  return [orderId, told.face, told.ticketId, ...said.flat()].join(':');
}

/** A face that shows the same again adds nothing. What a message said travels with `messaging.message.settled`. */
export const statusShown = defineEvent({
  subject: 'statement.status.shown.v1',
  stream: 'PROMISES',
  description: 'A face told a customer how an order stands; should it turn false, it is corrected there',
  producers: ['answers', 'deflection', 'portal'],
  consumers: ['decision-engine'],
  schema: statusShowingSchema,
  dedupeKey: contentOf,
});
