import { instantSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const handedOverTicketSchema = z.object({
  ticketId: z.string().min(1),
  decisionId: z.string().min(1),
  /** Null where no order was found, or more than one. */
  orderNumber: z.string().nullable(),
  /** A reason code: `several_orders`, `mixed`... */
  because: z.string().min(1),
  at: instantSchema,
});
export type HandedOverTicket = z.infer<typeof handedOverTicketSchema>;

export const supportTicketHandedOver = defineEvent({
  subject: 'support.ticket.handed-over.v1',
  stream: 'SUPPORT',
  description:
    'A ticket that asks where an order is was left to a person, with an internal note that says why',
  producers: ['deflection'],
  consumers: [],
  schema: handedOverTicketSchema,
  dedupeKey: (handedOver) => handedOver.decisionId,
});
