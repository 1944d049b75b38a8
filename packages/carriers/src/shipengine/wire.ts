import { z } from 'zod';
import { optionalText, parcelNumber, refusalText } from '../wire-parts.js';

export const eventSchema = z
  .object({
    occurred_at: optionalText,
    /** Until 2019. */
    event_date: optionalText,
    carrier_occurred_at: optionalText,
    description: optionalText,
    /** The carrier's own code. */
    event_code: optionalText,
    carrier_status_code: optionalText,
    status_code: optionalText,
    status_detail_code: optionalText,
    city_locality: optionalText,
    state_province: optionalText,
    postal_code: optionalText,
    country_code: optionalText,
  })
  .refine((event) => event.occurred_at ?? event.event_date, { path: ['occurred_at'], message: 'no time' });
export type Event = z.infer<typeof eventSchema>;

export const trackSchema = z.object({
  tracking_number: parcelNumber,
  /** Only in the answers of newer polls. */
  carrier_code: optionalText,
  status_code: z.string().catch('UN'),
  status_detail_code: optionalText,
  estimated_delivery_date: optionalText,
  actual_delivery_date: optionalText,
  events: z.array(z.unknown()).nullish(),
});
export type Track = z.infer<typeof trackSchema>;

/** A push says what it is about; a poll's answer is the tracking itself, or a list of errors. */
export const bodySchema = z
  .looseObject({
    resource_type: z.string(),
    resource_url: optionalText,
    data: z.unknown(),
    errors: z
      .array(z.object({ error_code: z.string().catch(''), message: refusalText('ShipEngine') }))
      .min(1),
  })
  .partial();
export type Body = z.infer<typeof bodySchema>;
