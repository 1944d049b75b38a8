import { answerSchema, orderSnapshotSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

/** The order as it stands, for one who already proved who they are to the calling service. */
export const answersOrderGet = defineRpc({
  subject: 'answers.order.get',
  description: 'The newest snapshot of an order and the answer that it licenses',
  service: 'answers',
  request: z.object({
    brandId: z.string().min(1),
    by: z.union([
      z.object({ orderNumber: z.string().min(1) }),
      z.object({ orderId: z.string().min(1) }),
      z.object({ token: z.string().min(1) }),
    ]),
  }),
  /** Null: not found; the same whatever was wrong. */
  reply: z.object({ snapshot: orderSnapshotSchema, answer: answerSchema }).nullable(),
  timeoutMs: 5_000,
});
