import { z } from 'zod';
import { carrierName, optionalText, parcelNumber } from '../wire-parts.js';

export const statusSchema = z.object({
  status: z.string(),
  /** An object since 2019, absent before; older accounts get its code alone. */
  substatus: z
    .union([z.object({ code: z.string() }), z.string().transform((code) => ({ code }))])
    .nullish()
    .catch(null),
  status_date: z.string(),
  status_details: optionalText,
  location: z
    .object({ city: optionalText, state: optionalText, zip: optionalText, country: optionalText })
    .nullish()
    .catch(null),
});
export type Status = z.infer<typeof statusSchema>;

export const trackSchema = z.object({
  carrier: carrierName,
  tracking_number: parcelNumber,
  eta: optionalText,
  /** Null for a number on which Shippo has nothing, nonsense included. */
  tracking_status: z.unknown().optional(),
  tracking_history: z.array(z.unknown()).nullish(),
});
export type Track = z.infer<typeof trackSchema>;

/** A webhook names its event; a poll's answer is the Track itself, or says in `detail` why there is none. */
export const bodySchema = z.looseObject({
  event: z.string().optional(),
  data: z.unknown().optional(),
  detail: optionalText,
});
