import { z } from 'zod';
import { defineRpc } from '../define-rpc.js';

export const unmappedCodeSchema = z.object({
  brandId: z.string(),
  source: z.string(),
  code: z.string(),
  /** As the source worded it the last time. */
  text: z.string(),
  /** How many events had it, and in how many deliveries. */
  events: z.number().int(),
  deliveries: z.number().int(),
  firstAt: z.iso.datetime(),
  lastAt: z.iso.datetime(),
  /** Some of the receipts it stands in, the newest first. */
  receiptIds: z.array(z.string()),
  /** What it may mean, by what is known of its text; for whoever writes the row, never applied. */
  suggestion: z.string().nullable(),
});
export type UnmappedCodeListed = z.infer<typeof unmappedCodeSchema>;

export const ingestionUnmappedList = defineRpc({
  subject: 'ingestion.unmapped.list',
  description:
    'The codes that no table has a row for, the most frequent first, each with examples and a suggestion',
  service: 'ingestion',
  request: z.object({
    brandId: z.string().min(1).optional(),
    source: z.string().min(1).optional(),
    limit: z.number().int().min(1).max(500).default(100),
  }),
  reply: z.object({ codes: z.array(unmappedCodeSchema) }),
  timeoutMs: 10_000,
});
