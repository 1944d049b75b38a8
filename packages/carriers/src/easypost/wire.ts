import { z } from 'zod';

/** What is decoration may be missing or odd; what carries the meaning may not. */
const text = z.string().nullish().catch(null);

export const detailSchema = z.object({
  message: text,
  description: text,
  status: z.string(),
  status_detail: text,
  datetime: z.string(),
  carrier_code: text,
  est_delivery_date: text,
  tracking_location: z.object({ city: text, state: text, country: text, zip: text }).nullish().catch(null),
});
export type Detail = z.infer<typeof detailSchema>;

export const trackerSchema = z.object({
  tracking_code: z.string().min(1).max(100),
  carrier: z.string().min(1).max(60),
  status: z.string(),
  status_detail: text,
  est_delivery_date: text,
  created_at: text,
  /** Row by row: one bad row must not blind a parcel. */
  tracking_details: z.array(z.unknown()).nullish(),
  carrier_detail: z.object({ est_delivery_date_local: text }).nullish().catch(null),
});
export type Tracker = z.infer<typeof trackerSchema>;

/** An Event, a Tracker, a list of Trackers or an error: EasyPost tells by `object`, except for the last two. */
export const bodySchema = z
  .object({
    object: z.string(),
    result: z.looseObject({ object: z.string() }).nullish().catch(null),
    trackers: z.array(z.unknown()),
    error: z.object({ code: z.string().catch(''), message: z.string().catch('EasyPost refused') }),
  })
  .partial();
export type Body = z.infer<typeof bodySchema>;
