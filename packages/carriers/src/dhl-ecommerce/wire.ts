import { z } from 'zod';
import { optionalText, parcelNumber } from '../wire-parts.js';

export const eventSchema = z.object({
  date: z.string(),
  time: optionalText,
  primaryEventId: z.union([z.string(), z.number().transform(String)]).catch(''),
  primaryEventDescription: optionalText,
  location: optionalText,
  postalCode: optionalText,
  country: optionalText,
});
export type Event = z.infer<typeof eventSchema>;

export const packageSchema = z.object({
  package: z.object({
    trackingId: parcelNumber.nullish(),
    dhlPackageId: parcelNumber.nullish(),
    expectedDelivery: optionalText,
  }),
  events: z.array(z.unknown()).nullish(),
});
