import { CONDITIONS, MESSAGE_CLASSES, REASON_NAMES, instantSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

export const messageViewSchema = z.object({
  /** The decision's key. */
  key: z.string(),
  condition: z.enum(CONDITIONS),
  reason: z.enum(REASON_NAMES).nullable(),
  /** What it is about; empty: the whole order. */
  parcelIds: z.array(z.string()).default([]),
  messageClass: z.enum(MESSAGE_CLASSES),
  /** `waiting` is on its way to the channel, or tries again. */
  state: z.enum(['waiting', 'held', 'sent', 'dropped', 'undeliverable']),
  /** Why it is where it is; null where nothing stands in its way. */
  because: z.string().nullable(),
  channel: z.string().nullable(),
  /** As it stood on the wire; null until it left. */
  messageId: z.string().nullable(),
  requestedAt: instantSchema,
  settledAt: instantSchema.nullable(),
});
export type MessageView = z.infer<typeof messageViewSchema>;

export const messagesList = defineRpc({
  subject: 'messages.order.list',
  description: 'Every message about one order and what became of it, newest first; no addresses',
  service: 'notifier',
  request: z.object({ brandId: z.string().min(1), orderNumber: z.string().min(1) }),
  reply: z.object({ messages: z.array(messageViewSchema) }),
  timeoutMs: 5_000,
});
