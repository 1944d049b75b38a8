import { instantSchema, promiseSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const settledMessageSchema = z.object({
  /** The decision's key. */
  key: z.string().min(1),
  orderId: z.string().min(1),
  /** `held` waits at the gate and is decided anew; the others are final. */
  state: z.enum(['sent', 'held', 'dropped', 'undeliverable']),
  because: z.string().nullable(),
  /** Of the notifier's, or the face where it was told: `page`, `ticket`, `bot`. */
  channel: z.string().nullable(),
  /** The dates that it showed, once it was sent. */
  shown: z.array(promiseSchema).default([]),
  at: instantSchema,
});
export type SettledMessage = z.infer<typeof settledMessageSchema>;

export const messagingMessageSettled = defineEvent({
  subject: 'messaging.message.settled.v1',
  stream: 'MESSAGING',
  description: 'A message left, waits at the gate, or never will leave',
  producers: ['notifier', 'deflection', 'portal', 'answers'],
  consumers: ['decision-engine'],
  schema: settledMessageSchema,
  // A ticket that refuses a correction leaves it to a message, which may be refused as well.
  dedupeKey: ({ key, state, channel }) => `${key}:${state}${channel === 'ticket' ? ':ticket' : ''}`,
});
