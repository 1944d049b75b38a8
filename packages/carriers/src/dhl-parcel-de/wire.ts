import { z } from 'zod';
import { optionalText, parcelNumber } from '../wire-parts.js';

const code = z.string().catch('');

/** The attributes of DHL's XML under their own names, as the client writes them into JSON. */
export const eventSchema = z.object({
  /** `18.03.2016 10:02`, local. */
  'event-timestamp': z.string(),
  'event-text': optionalText,
  'event-status': optionalText,
  'event-location': optionalText,
  'event-country': optionalText,
  'standard-event-code': code,
  ice: code,
  ric: code,
});
export type Event = z.infer<typeof eventSchema>;

const list = z.object({ name: z.string(), data: z.unknown().optional() });

export const pieceSchema = z.object({
  'piece-code': parcelNumber,
  'error-status': optionalText,
  data: z
    .union([list, z.array(list)])
    .nullish()
    .catch(null),
});
export type Piece = z.infer<typeof pieceSchema>;

/** `code` 0 is an answer, 100 says that nothing was found. */
export const bodySchema = z.object({
  data: z.object({
    code: z.union([z.string(), z.number().transform(String)]).default('0'),
    error: optionalText,
    data: z
      .union([z.array(z.unknown()), z.unknown().transform((piece) => (piece == null ? [] : [piece]))])
      .default([]),
  }),
});
