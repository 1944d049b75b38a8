import { z } from 'zod';
import { carrierName, optionalText, parcelNumber, refusalText } from '../wire-parts.js';

export const checkpointSchema = z.object({
  checkpoint_time: z.string(),
  message: optionalText,
  tag: z.string().catch(''),
  subtag: optionalText,
  /** The carrier's own code. */
  raw_tag: optionalText,
  /** The carrier that told this checkpoint: not always the tracking's. */
  slug: optionalText,
  location: optionalText,
  city: optionalText,
  state: optionalText,
  /** Until 2026-01, since when it is `postal_code`. */
  zip: optionalText,
  postal_code: optionalText,
  country_iso3: optionalText,
  country_name: optionalText,
});
export type Checkpoint = z.infer<typeof checkpointSchema>;

const estimate = z
  .object({
    estimated_delivery_date: optionalText,
    estimated_delivery_date_min: optionalText,
    estimated_delivery_date_max: optionalText,
  })
  .nullish()
  .catch(null);

export const trackingSchema = z.object({
  tracking_number: parcelNumber,
  slug: carrierName,
  tag: z.string().catch(''),
  subtag: optionalText,
  created_at: optionalText,
  checkpoints: z.array(z.unknown()).nullish(),
  /** The carrier's; since 2023-10 `courier_estimated_delivery_date`. */
  expected_delivery: optionalText,
  courier_estimated_delivery_date: estimate,
  aftership_estimated_delivery_date: estimate,
});
export type Tracking = z.infer<typeof trackingSchema>;

/** A webhook names its event; a poll's answer has `meta` and the tracking, or several, under `data`. */
export const bodySchema = z
  .looseObject({
    event: z.string(),
    msg: z.unknown(),
    meta: z.object({ code: z.number(), message: refusalText('AfterShip') }),
    data: z.looseObject({ tracking: z.unknown().optional(), trackings: z.array(z.unknown()).optional() }),
  })
  .partial();
export type Body = z.infer<typeof bodySchema>;
