import { HEADLINES, instantSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const answeredTicketSchema = z.object({
  /** The helpdesk's. */
  ticketId: z.string().min(1),
  /** Stands in the ticket's history too. */
  decisionId: z.string().min(1),
  orderId: z.string().min(1),
  orderNumber: z.string().nullable(),
  headline: z.enum(HEADLINES),
  /** The title of the shop's own answer. */
  macro: z.string(),
  at: instantSchema,
});
export type AnsweredTicket = z.infer<typeof answeredTicketSchema>;

/** A customer was answered in public; whatever is only suggested to an agent is none of these. */
export const supportTicketAnswered = defineEvent({
  subject: 'support.ticket.answered.v1',
  stream: 'SUPPORT',
  description: 'A ticket that asked where an order is was answered, once, with the shop’s own macro',
  producers: ['deflection'],
  consumers: [],
  schema: answeredTicketSchema,
  dedupeKey: (answered) => answered.decisionId,
});
