import { instantSchema, promiseKey, promiseSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const shownPromiseSchema = promiseSchema.extend({
  orderId: z.string().min(1),
  orderNumber: z.string().nullable(),
  shownAt: instantSchema,
  /** The version of the snapshot that it was read from. */
  snapshotVersion: z.number().int().positive(),
});
export type ShownPromise = z.infer<typeof shownPromiseSchema>;

/**
 * A face that shows the same date again publishes the same promise: the first time is the one that counts.
 * What a mail showed travels with `messaging.message.settled`.
 */
export const promiseShown = defineEvent({
  subject: 'promise.date.shown.v1',
  stream: 'PROMISES',
  description: 'A face showed a customer a date; the engine watches whether it is kept',
  producers: ['answers', 'deflection', 'portal'],
  consumers: ['decision-engine'],
  schema: shownPromiseSchema,
  dedupeKey: (shown) => `${shown.orderId}:${promiseKey(shown)}`,
});
