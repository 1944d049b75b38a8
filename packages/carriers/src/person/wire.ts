import { z } from 'zod';
import { readTimestamp } from '../time/read-timestamp.js';
import { carrierName, parcelNumber } from '../wire-parts.js';

const parcel = z.strictObject({ carrier: carrierName, trackingNumber: parcelNumber });

const common = {
  /** Who of the shop says so. */
  author: z.string().trim().min(1).max(100),
  /** How they know: for whoever asks later, never for the customer. */
  reason: z.string().trim().min(1).max(500),
  parcel,
  /** When it happened; now where it is left out. */
  at: z
    .string()
    .refine(
      (text) => readTimestamp(text, 'stated')?.instant != null,
      'a time with its offset or Z: 2026-11-20T15:19:00-05:00',
    )
    .optional(),
};

const orderNumber = z.string().min(1).max(100);

/** What can be taken back: where it went, as anybody said it last. */
const RETRACTABLE = ['delivered', 'lost', 'returned', 'wrong_number'] as const;

/** The body of `POST /v1/statements`. An unknown field is an error: it would be a typing mistake kept silent. */
export const statementSchema = z.discriminatedUnion('says', [
  z.strictObject({ ...common, says: z.enum(RETRACTABLE) }),
  z.strictObject({ ...common, says: z.literal('other_carrier'), carrier: carrierName }),
  z.strictObject({ ...common, says: z.literal('replaced_by'), by: parcel }),
  z.strictObject({ ...common, says: z.literal('belongs_to_order'), orderNumber }),
  z.strictObject({ ...common, says: z.literal('retracted'), retracts: z.enum(RETRACTABLE) }),
]);
export type Statement = z.infer<typeof statementSchema>;
