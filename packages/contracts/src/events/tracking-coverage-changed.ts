import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const trackingCoverageSchema = z.object({
  carrier: z.string().min(1),
  number: z.string().min(1),
  /** `untracked`: nobody follows this parcel, and that nothing is heard of it means nothing. */
  state: z.enum(['followed', 'untracked']),
  /** Why nobody does; for operators. Null where somebody does. */
  reason: z.string().nullable(),
  since: z.iso.datetime(),
});
export type TrackingCoverage = z.infer<typeof trackingCoverageSchema>;

export const trackingCoverageChanged = defineEvent({
  subject: 'source.coverage.changed.v1',
  stream: 'SOURCES',
  description: 'Nobody follows a parcel, or somebody does again',
  producers: ['ingestion'],
  consumers: ['decision-engine'],
  schema: trackingCoverageSchema,
  dedupeKey: (coverage) => `${coverage.number}:${coverage.state}:${coverage.since}`,
});
