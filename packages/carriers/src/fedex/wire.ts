import { z } from 'zod';
import { optionalText, parcelNumber, refusalText } from '../wire-parts.js';

const delaySchema = z.object({ type: optionalText, status: optionalText }).nullish().catch(null);

export const scanSchema = z.object({
  /** Mostly with an offset, some without. */
  date: z.string(),
  eventType: optionalText,
  eventDescription: optionalText,
  exceptionCode: optionalText,
  exceptionDescription: optionalText,
  derivedStatusCode: optionalText,
  delayDetail: delaySchema,
  scanLocation: z
    .object({
      city: optionalText,
      stateOrProvinceCode: optionalText,
      postalCode: optionalText,
      countryCode: optionalText,
    })
    .nullish()
    .catch(null),
});
export type Scan = z.infer<typeof scanSchema>;

const errorSchema = z.object({ code: z.string().catch(''), message: refusalText('FedEx') });
export type FedexError = z.infer<typeof errorSchema>;

const windowSchema = z
  .object({ window: z.object({ begins: optionalText, ends: optionalText }).nullish().catch(null) })
  .nullish()
  .catch(null);

export const resultSchema = z.object({
  trackingNumberInfo: z.object({ trackingNumber: parcelNumber, trackingNumberUniqueId: optionalText }),
  latestStatusDetail: z.object({ code: optionalText, statusByLocale: optionalText }).nullish().catch(null),
  dateAndTimes: z
    .array(z.object({ type: z.string(), dateTime: z.string() }).catch({ type: '', dateTime: '' }))
    .nullish()
    .catch(null),
  estimatedDeliveryTimeWindow: windowSchema,
  scanEvents: z.array(z.unknown()).nullish(),
  error: errorSchema.nullish().catch(null),
});
export type Result = z.infer<typeof resultSchema>;

/** One number may have had several lives: each is a result of its own. */
export const completeSchema = z.object({ trackResults: z.array(z.unknown()) });

export const bodySchema = z
  .looseObject({
    output: z.object({ completeTrackResults: z.array(z.unknown()) }),
    /** A push may leave the envelope out. */
    completeTrackResults: z.array(z.unknown()),
    errors: z.array(errorSchema).min(1),
  })
  .partial();
