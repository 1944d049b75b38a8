import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const sourceHealthSchema = z.object({
  source: z.string().min(1),
  state: z.enum(['seeing', 'blind']),
  /** When the source last proved that it could see. */
  lastProvenAt: z.iso.datetime().nullable(),
  since: z.iso.datetime(),
});
export type SourceHealth = z.infer<typeof sourceHealthSchema>;

export const sourceHealthChanged = defineEvent({
  subject: 'source.health.changed.v1',
  stream: 'SOURCES',
  description: 'A source went blind or sees again',
  producers: ['ingestion'],
  consumers: ['decision-engine'],
  schema: sourceHealthSchema,
  dedupeKey: (health) => `${health.source}:${health.state}:${health.since}`,
});
