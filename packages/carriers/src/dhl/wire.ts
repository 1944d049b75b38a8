import { z } from 'zod';
import { optionalText, parcelNumber } from '../wire-parts.js';

export const eventSchema = z.object({
  timestamp: z.string(),
  statusCode: z.string().catch(''),
  status: optionalText,
  description: optionalText,
  location: z
    .object({
      address: z
        .object({ countryCode: optionalText, postalCode: optionalText, addressLocality: optionalText })
        .nullish()
        .catch(null),
    })
    .nullish()
    .catch(null),
});
export type Event = z.infer<typeof eventSchema>;

export const shipmentSchema = z.object({
  id: z.union([parcelNumber, z.int().nonnegative().transform(String)]),
  service: optionalText,
  /** Mostly the newest event again. */
  status: z.unknown().optional(),
  estimatedTimeOfDelivery: optionalText,
  estimatedDeliveryTimeFrame: z
    .object({ estimatedFrom: optionalText, estimatedThrough: optionalText })
    .nullish()
    .catch(null),
  events: z.array(z.unknown()).nullish(),
});
export type Shipment = z.infer<typeof shipmentSchema>;
