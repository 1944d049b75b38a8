import { z } from 'zod';
import { optionalText, parcelNumber, refusalText } from '../wire-parts.js';

/** Tracking v3 and the push v3.2. */
export const eventSchema = z.object({
  eventType: optionalText,
  /** Local time. */
  eventTimestamp: z.string(),
  /** `GMTTimestamp` is not read: its date is a day off where the conversion passed midnight. */
  GMTOffset: optionalText,
  eventCode: optionalText,
  eventCity: optionalText,
  eventState: optionalText,
  eventZIP: optionalText,
  eventCountry: optionalText,
});
export type Event = z.infer<typeof eventSchema>;

/** Web Tools, whose XML its users turn into JSON: a row alone comes without its list. */
export const oldEventSchema = z.object({
  EventDate: z.string(),
  EventTime: optionalText,
  Event: optionalText,
  EventCode: optionalText,
  EventCity: optionalText,
  EventState: optionalText,
  EventZIPCode: optionalText,
  EventCountry: optionalText,
});

const oneOrMany = z
  .union([z.array(z.unknown()), z.unknown().transform((row) => (row == null ? [] : [row]))])
  .default([]);

export const oldTrackSchema = z.object({
  ID: parcelNumber.optional(),
  TrackSummary: oneOrMany,
  TrackDetail: oneOrMany,
  ExpectedDeliveryDate: optionalText,
  Error: z
    .object({ Description: refusalText('USPS') })
    .nullish()
    .catch(null),
});

export const trackSchema = z.object({
  trackingNumber: parcelNumber.nullish(),
  statusCategory: optionalText,
  status: optionalText,
  expectedDeliveryTimeStamp: optionalText,
  predictedDeliveryTimeStamp: optionalText,
  trackingEvents: z.array(z.unknown()).nullish(),
});

export const errorSchema = z.object({
  message: refusalText('USPS'),
  errors: z
    .array(z.object({ code: z.string().catch(''), detail: optionalText, title: optionalText }))
    .nullish()
    .catch(null),
});
export type UspsError = z.infer<typeof errorSchema>;

/** What a push or an answer may be: one parcel, a refusal, or Web Tools turned into JSON. */
export const bodySchema = z
  .looseObject({ error: errorSchema, TrackResponse: z.object({ TrackInfo: oneOrMany }) })
  .partial();
