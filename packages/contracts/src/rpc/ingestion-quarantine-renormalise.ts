import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

/**
 * Reads quarantined deliveries again, after a code table or a reader was mended; call it until `next` is null.
 * It needs no idempotency key: a delivery that gives no more than before is left alone, so a repeated call does nothing twice.
 */
export const ingestionQuarantineRenormalise = defineRpc({
  subject: 'ingestion.quarantine.renormalise',
  description: 'Deliveries that could not be read are read again; what they tell goes out as history',
  service: 'ingestion',
  request: z.object({
    brandId: z.string().min(1).optional(),
    source: z.string().min(1).optional(),
    /** Go on from here: the `next` of the last reply. */
    after: z.uuid().nullable().default(null),
    limit: z.number().int().min(1).max(500).default(100),
  }),
  reply: z.object({
    read: z.number(),
    /** Of how many more could be read than before. */
    improved: z.number(),
    next: z.uuid().nullable(),
  }),
  timeoutMs: 30_000,
});
