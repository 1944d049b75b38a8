import { CONDITIONS, instantSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';
import { correctedStatementSchema } from './decision-message-requested.js';

export const ticketRequestSchema = z.object({
  /** The decision's key: stands in the ticket's history, by which the comment is known again. */
  key: z.string().min(1),
  orderId: z.string().min(1),
  orderNumber: z.string().nullable(),
  /** The unguessable part of the order's page address. */
  token: z.string(),
  /** The helpdesk's. */
  ticketId: z.string().min(1),
  condition: z.enum(CONDITIONS),
  /** What was told in the ticket and is not so. */
  corrected: correctedStatementSchema,
  parcelIds: z.array(z.string()),
  locale: z.string().nullable(),
  factAt: instantSchema,
  /** Not worth saying after this; null for what is always worth saying. */
  usefulUntil: instantSchema.nullable(),
});
export type TicketRequest = z.infer<typeof ticketRequestSchema>;

/** What became of it is told by `messaging.message.settled`, with `ticket` as its channel. */
export const decisionTicketRequested = defineEvent({
  subject: 'decision.ticket.requested.v1',
  stream: 'DECISIONS',
  description:
    'What was answered in a ticket turned out false: its customer should hear so there, once; the facts are asked for then',
  producers: ['decision-engine'],
  consumers: ['deflection'],
  schema: ticketRequestSchema,
  dedupeKey: (request) => request.key,
});
