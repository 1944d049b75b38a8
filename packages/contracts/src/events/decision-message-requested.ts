import { CONDITIONS, MESSAGE_CLASSES, REASON_NAMES, instantSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

/** What was said, and when. */
export const correctedStatementSchema = z.object({ condition: z.enum(CONDITIONS), saidAt: instantSchema });

export const messageRequestSchema = z.object({
  /** The decision's key: the identity of the message, and its Message-ID. */
  key: z.string().min(1),
  orderId: z.string().min(1),
  orderNumber: z.string().nullable(),
  /** The unguessable part of the order's page address. */
  token: z.string(),
  condition: z.enum(CONDITIONS),
  reason: z.enum(REASON_NAMES).nullable(),
  parcelIds: z.array(z.string()),
  messageClass: z.enum(MESSAGE_CLASSES),
  locale: z.string().nullable(),
  /** The source whose report made it true; null for the clock. */
  source: z.string().nullable(),
  factAt: instantSchema,
  /** Not worth saying after this; null for what is always worth saying. */
  usefulUntil: instantSchema.nullable(),
  /** For a correction: the key of what was said and is no longer true. */
  corrects: z.string().nullable(),
  /** For what was said in no message: a ticket that can be written to no more is corrected by one. */
  corrected: correctedStatementSchema.nullable().default(null),
});
export type MessageRequest = z.infer<typeof messageRequestSchema>;

export const decisionMessageRequested = defineEvent({
  subject: 'decision.message.requested.v1',
  stream: 'DECISIONS',
  description:
    'The engine decided that a customer should hear something; the facts are asked for when it leaves',
  producers: ['decision-engine'],
  consumers: ['notifier'],
  schema: messageRequestSchema,
  dedupeKey: (request) => request.key,
});
