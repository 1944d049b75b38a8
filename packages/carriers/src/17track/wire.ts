import { z } from 'zod';
import { optionalText, parcelNumber, refusalText } from '../wire-parts.js';

export const eventSchema = z.object({
  /** Null where 17TRACK could not tell the zone. */
  time_iso: optionalText,
  time_raw: z
    .object({ date: optionalText, time: optionalText, timezone: optionalText })
    .nullish()
    .catch(null),
  description: optionalText,
  location: optionalText,
  sub_status: optionalText,
  stage: optionalText,
  address: z
    .object({ country: optionalText, state: optionalText, city: optionalText, postal_code: optionalText })
    .nullish()
    .catch(null),
});
export type Event = z.infer<typeof eventSchema>;

const providerSchema = z.object({
  provider: z
    .object({ key: z.number().nullish(), name: optionalText, alias: optionalText })
    .catch({ name: null, alias: null }),
  events: z.array(z.unknown()).nullish().catch(null),
});

const trackInfoSchema = z.object({
  latest_status: z.object({ status: optionalText, sub_status: optionalText }).nullish().catch(null),
  time_metrics: z
    .object({
      estimated_delivery_date: z.object({ from: optionalText, to: optionalText }).nullish().catch(null),
    })
    .nullish()
    .catch(null),
  tracking: z
    .object({ providers: z.array(providerSchema).catch([]) })
    .nullish()
    .catch(null),
});

export const parcelSchema = z.object({
  number: parcelNumber,
  /** 0 where 17TRACK has not found out. */
  carrier: z
    .number()
    .nullish()
    .transform((key) => key ?? 0),
  /** Absent until 17TRACK has asked the carrier. */
  track_info: trackInfoSchema.nullish(),
});
export type Parcel = z.infer<typeof parcelSchema>;

export const rejectedSchema = z.object({
  number: optionalText,
  error: z.object({ code: z.number(), message: refusalText('17TRACK') }),
});

/** A push names its event; the answer of `gettrackinfo` has a code, 0 where the question was understood. */
export const bodySchema = z
  .looseObject({
    event: z.string(),
    code: z.number(),
    data: z.looseObject({
      accepted: z.array(z.unknown()).optional(),
      rejected: z.array(z.unknown()).optional(),
    }),
  })
  .partial();
export type Body = z.infer<typeof bodySchema>;
