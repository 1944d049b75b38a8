import { instantSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const reopenedTicketSchema = z.object({
  ticketId: z.string().min(1),
  /** Of the answer that was not enough. */
  decisionId: z.string().min(1),
  orderNumber: z.string().nullable(),
  at: instantSchema,
});
export type ReopenedTicket = z.infer<typeof reopenedTicketSchema>;

export const supportTicketReopened = defineEvent({
  subject: 'support.ticket.reopened.v1',
  stream: 'SUPPORT',
  description: 'A customer wrote again to a ticket that had been answered: what was said did not help',
  producers: ['deflection'],
  consumers: [],
  schema: reopenedTicketSchema,
  dedupeKey: (reopened) => reopened.decisionId,
});
