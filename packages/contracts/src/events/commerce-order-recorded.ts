import { contactSchema, orderSchema } from '@tidings/domain';
import { z } from 'zod';
import { defineEvent } from '../define-event.js';

export const recordedOrderSchema = z.object({
  receiptId: z.string().min(1),
  /** The brand's source id. */
  source: z.string().min(1),
  receivedAt: z.iso.datetime(),
  isHistory: z.boolean().default(false),
  order: orderSchema,
  contact: contactSchema.nullable(),
});
export type RecordedOrder = z.infer<typeof recordedOrderSchema>;

/** The only event that carries personal data. */
export const commerceOrderRecorded = defineEvent({
  subject: 'commerce.order.recorded.v1',
  stream: 'COMMERCE',
  description: 'A shop told an order, new or changed, with the contact to reach its customer',
  producers: ['ingestion'],
  consumers: ['decision-engine', 'notifier', 'answers', 'deflection'],
  schema: recordedOrderSchema,
  dedupeKey: (recorded) => recorded.receiptId,
});
