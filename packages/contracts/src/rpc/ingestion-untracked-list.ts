import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

export const untrackedParcelSchema = z.object({
  number: z.string(),
  carrier: z.string(),
  orderNumber: z.string().nullable(),
  /** `unknown_carrier`, `refused`, `no_quota`, `pending_too_long`, `never_found`, `given_up`. */
  reason: z.string(),
  /** Since when the number is known. */
  since: z.iso.datetime(),
});

/** Call it until `next` is null. */
export const ingestionUntrackedList = defineRpc({
  subject: 'ingestion.untracked.list',
  description: 'The parcels of a brand that nobody follows, each with the reason',
  service: 'ingestion',
  request: z.object({
    brandId: z.string().min(1),
    /** Go on from here: the `next` of the last reply. */
    after: z.string().nullable().default(null),
    limit: z.number().int().min(1).max(500).default(100),
  }),
  reply: z.object({ parcels: z.array(untrackedParcelSchema), next: z.string().nullable() }),
  timeoutMs: 5_000,
});
