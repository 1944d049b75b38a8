import { answerSchema, orderSnapshotSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

/**
 * The status of an order for one who knows its number and the e-mail or postcode (identity level 1). What they say of
 * themselves is compared and neither kept nor logged.
 */
export const answersOrderFind = defineRpc({
  subject: 'answers.order.find',
  description:
    'The status of an order for one who knows its number and the e-mail or postcode, without its details',
  service: 'answers',
  request: z
    .object({
      brandId: z.string().min(1),
      orderNumber: z.string().min(1).max(100),
      email: z.string().max(320).optional(),
      postcode: z.string().max(20).optional(),
    })
    .refine(({ email, postcode }) => email !== undefined || postcode !== undefined, 'email or postcode'),
  /** Null: not found; the same whatever was wrong. */
  reply: z.object({ snapshot: orderSnapshotSchema, answer: answerSchema }).nullable(),
  timeoutMs: 5_000,
});
