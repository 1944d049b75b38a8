import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

/** The gate's last question before a message leaves: is what it says still true now? */
export const decisionsConfirm = defineRpc({
  subject: 'decisions.message.confirm',
  description: 'Which of these decided messages are still true',
  service: 'decision-engine',
  request: z.object({
    messages: z
      .array(z.object({ brandId: z.string().min(1), orderId: z.string().min(1), key: z.string().min(1) }))
      .max(500),
  }),
  reply: z.object({ stillTrue: z.array(z.string()) }),
  timeoutMs: 2_000,
});
