import { correctedAddressSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

/**
 * A customer corrects the address of an order with an open case. Personal: it goes from the page to those who show it to the
 * shop's agents, is kept there until the person asks to be forgotten or 30 days have passed, and is in no event. The calling
 * service has proven that whoever asks may choose (identity level 2).
 */
export const casesCorrectAddress = defineRpc({
  subject: 'cases.address.correct',
  description: 'A customer corrects the address of an order with an open case; answered when it is committed',
  service: 'deflection',
  request: z.object({
    brandId: z.string().min(1),
    orderNumber: z.string().min(1).max(100),
    caseId: z.string().min(1),
    address: correctedAddressSchema,
  }),
  /** The last one counts: the same once more changes nothing. */
  reply: z.object({ outcome: z.literal('kept') }),
  timeoutMs: 5_000,
});
