import { parcelRefSchema, trackingEventSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const trackingReportSchema = z.object({
  /** The receipt this was read from; part <n> of it where a report was split. */
  receiptId: z.string().min(1),
  part: z.number().int().nonnegative(),
  /** The brand's source id. */
  source: z.string().min(1),
  /** Null for steps of an order that has no parcel yet. */
  parcelRef: parcelRefSchema.nullable(),
  /** The shop's order number, where the source knows it. */
  orderNumber: z.string().nullable(),
  /** When our rim received it (real time). */
  receivedAt: z.iso.datetime(),
  /** Imported or re-normalised history: it is folded and never spoken about. */
  isHistory: z.boolean().default(false),
  events: z.array(trackingEventSchema),
});
export type TrackingReport = z.infer<typeof trackingReportSchema>;

/** One report about one parcel, normalised: all its tracking events, old and new. */
export const trackingReportRecorded = defineEvent({
  subject: 'tracking.report.recorded.v1',
  stream: 'TRACKING',
  description: 'A carrier, aggregator or shop reported on one parcel (split above 256 kB)',
  producers: ['ingestion'],
  consumers: ['decision-engine'],
  schema: trackingReportSchema,
  dedupeKey: (report) => `${report.receiptId}:${report.part}`,
});
