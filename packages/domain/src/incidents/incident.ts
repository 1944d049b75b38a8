import { z } from 'zod';
import { instantSchema } from '../time/instant.js';
import { REASON_NAMES } from '../words/reason.js';

/** Which parcels an incident concerns: all that is named has to fit. */
export const incidentPlaceSchema = z
  .strictObject({
    /** Carrier id; left out: of any. */
    carrier: z.string().min(1).max(60).optional(),
    /** The carrier's name of the facility, or a city: parcels that were last handled there. */
    facility: z.string().min(1).max(200).optional(),
    /** A lane: parcels on their way to this country, ISO 3166-1 alpha-2. */
    country: z.string().length(2).optional(),
    /** Of that country. */
    region: z.string().min(1).max(100).optional(),
    /** Parcels that have not left the shop's own warehouse. */
    isWarehouse: z.literal(true).optional(),
  })
  .refine((place) => Object.keys(place).length > 0, 'name a carrier, a facility, a country or the warehouse')
  .refine(({ region, country }) => region === undefined || country !== undefined, {
    path: ['region'],
    message: 'goes with a country',
  });
export type IncidentPlace = z.infer<typeof incidentPlaceSchema>;

/** A lane of a carrier; `country-region`, as durations are learned. */
export const wayThroughSchema = z.object({ carrier: z.string().nullable(), lane: z.string() });
export type WayThrough = z.infer<typeof wayThroughSchema>;

/** What it rests on. */
const evidenceSchema = z.object({
  /** Parcels there that became silent or late in the window, and are so still. */
  parcels: z.int(),
  /** How many do in a stretch as long, usually. */
  usual: z.number(),
  windowHours: z.number(),
  /** Of them, those of which the carrier gave the cause that is named. */
  withReason: z.int(),
});

export const incidentSchema = z.object({
  incidentId: z.string().min(1),
  brandId: z.string().min(1),
  name: z.string().min(1).max(200),
  place: incidentPlaceSchema,
  /** Found in what parcels do, or declared by a person. */
  origin: z.enum(['detected', 'declared']),
  /** The cause that may be named; null: nobody has given one. */
  reason: z.enum(REASON_NAMES).nullable(),
  /** What the shop itself says of it, told to customers as its own words; left out: nothing. */
  wording: z.string().min(1).max(300).nullish(),
  /** Lanes of which most parcels pass the facility: who is on one and was not there yet is heading for it. */
  lanes: z.array(wayThroughSchema).optional(),
  from: instantSchema,
  /** When it ended, or is expected to; null: nobody knows. */
  to: instantSchema.nullable(),
  /** Null where a person declared it: their word is the evidence. */
  evidence: evidenceSchema.nullable(),
  /** Who declared or changed it last; null: nobody did. */
  by: z.string().max(100).nullable(),
});
export type Incident = z.infer<typeof incidentSchema>;
