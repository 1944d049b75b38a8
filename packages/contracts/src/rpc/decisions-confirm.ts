import { answerSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

/**
 * The gate's last question before a message leaves: is what it says still true now, and what are the facts?
 * The engine decides anew from the order as it stands, so a message that waited is as current as one that did not.
 */
export const decisionsConfirm = defineRpc({
  subject: 'decisions.message.confirm',
  description: 'Which of these decided messages are still true, each with the facts as they are now',
  service: 'decision-engine',
  request: z.object({
    messages: z
      .array(z.object({ brandId: z.string().min(1), orderId: z.string().min(1), key: z.string().min(1) }))
      .max(500),
  }),
  /** Those that are no longer true are left out. */
  reply: z.object({ confirmed: z.array(z.object({ key: z.string(), answer: answerSchema })) }),
  timeoutMs: 5_000,
});
