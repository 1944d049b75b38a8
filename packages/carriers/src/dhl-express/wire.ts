import { z } from 'zod';
import { optionalText, parcelNumber } from '../wire-parts.js';

export const eventSchema = z.object({
  date: z.string(),
  time: optionalText,
  /** Only where it was asked for; without it the time is local. */
  GMTOffset: optionalText,
  typeCode: z.string().catch(''),
  description: optionalText,
  serviceArea: z
    .array(
      z.object({ code: optionalText, description: optionalText }).catch({ code: null, description: null }),
    )
    .nullish()
    .catch(null),
});
export type Event = z.infer<typeof eventSchema>;

export const shipmentSchema = z.object({
  shipmentTrackingNumber: parcelNumber,
  estimatedDeliveryDate: optionalText,
  estimatedTimeOfDelivery: optionalText,
  events: z.array(z.unknown()).nullish(),
});
