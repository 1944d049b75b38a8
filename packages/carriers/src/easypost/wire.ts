import { z } from 'zod';
import { carrierName, optionalText, parcelNumber, refusalText } from '../wire-parts.js';

export const detailSchema = z.object({
  message: optionalText,
  description: optionalText,
  status: z.string(),
  status_detail: optionalText,
  datetime: z.string(),
  carrier_code: optionalText,
  est_delivery_date: optionalText,
  tracking_location: z
    .object({ city: optionalText, state: optionalText, country: optionalText, zip: optionalText })
    .nullish()
    .catch(null),
});
export type Detail = z.infer<typeof detailSchema>;

export const trackerSchema = z.object({
  tracking_code: parcelNumber,
  carrier: carrierName,
  status: z.string(),
  status_detail: optionalText,
  est_delivery_date: optionalText,
  created_at: optionalText,
  /** Row by row: one bad row must not blind a parcel. */
  tracking_details: z.array(z.unknown()).nullish(),
  carrier_detail: z.object({ est_delivery_date_local: optionalText }).nullish().catch(null),
});
export type Tracker = z.infer<typeof trackerSchema>;

/** An Event, a Tracker, a list of Trackers or an error: EasyPost tells by `object`, except for the last two. */
export const bodySchema = z
  .object({
    object: z.string(),
    result: z.looseObject({ object: z.string() }).nullish().catch(null),
    trackers: z.array(z.unknown()),
    error: z.object({ code: z.string().catch(''), message: refusalText('EasyPost') }),
  })
  .partial();
export type Body = z.infer<typeof bodySchema>;
