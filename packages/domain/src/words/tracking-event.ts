import { z } from 'zod';
import { isCalendarDate } from '../time/calendar-date.js';
import { calendarDateSchema, instantSchema } from '../time/instant.js';
import { ACTORS } from './actor.js';
import { MILESTONES, isBeforeCarrier } from './milestone.js';
import { REASON_NAMES } from './reason.js';

export const EVENT_KINDS = [
  'milestone',
  'exception_opened',
  'exception_resolved',
  'eta_change',
  'info',
  'correction',
  'link',
  'control',
] as const;
export type EventKind = (typeof EVENT_KINDS)[number];

/** What an event does to the delivery estimate. `unknown` is an answer: nobody has said. */
export const ETA_EFFECTS = ['none', 'new', 'delay', 'unknown', 'final'] as const;
export type EtaEffect = (typeof ETA_EFFECTS)[number];

/** What the reading rests on: the carrier's own code, its text, or an aggregator's label only. */
export const CONFIDENCES = ['code', 'text', 'aggregator'] as const;
export type Confidence = (typeof CONFIDENCES)[number];

/**
 * When something happened, with how much of that is known. Where no offset is known `instant` is null;
 * an instant from an `assumed` zone may be compared and sorted, never shown with its hour.
 */
export const eventTimeSchema = z.object({
  instant: instantSchema.nullable(),
  /** As the source wrote it, without an offset: `2026-11-20T15:19:00`, or `2026-11-20` for a date. */
  wall: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2})?)?$/, 'a wall time: 2026-11-20T15:19:00 or 2026-11-20')
    .refine(
      (wall) => isCalendarDate(wall.slice(0, 10)) && !Number.isNaN(Date.parse(wall)),
      'a wall time that exists: 2026-11-20T15:19:00',
    ),
  offsetMinutes: z.number().int().min(-1080).max(1080).nullable(),
  zoneFrom: z.enum(['carrier', 'place', 'assumed', 'none']),
  precision: z.enum(['second', 'minute', 'day']),
});
export type EventTime = z.infer<typeof eventTimeSchema>;

export const placeSchema = z.object({
  city: z.string().max(200).optional(),
  region: z.string().max(100).optional(),
  postalCode: z.string().max(20).optional(),
  /** ISO 3166-1 alpha-2 where the source gives it. */
  country: z.string().max(100).optional(),
  /** The carrier's name for the facility. */
  facility: z.string().max(200).optional(),
});
export type Place = z.infer<typeof placeSchema>;

/** What a carrier calls a parcel. Numbers are recycled: `uniqueId` or the ship date tell two lives of one number apart. */
export const parcelRefSchema = z.object({
  /** Lower-case carrier id: `ups`, `usps`, `fedex`, `dhl_express`. */
  carrier: z.string().min(1).max(60),
  number: z.string().min(1).max(100),
  uniqueId: z.string().max(200).optional(),
  shipDate: calendarDateSchema.optional(),
});
export type ParcelRef = z.infer<typeof parcelRefSchema>;

/** A carrier's own delivery date: dates stay dates; a window carries instants only if the source gave an offset. */
export const carrierEtaSchema = z.object({
  from: calendarDateSchema,
  to: calendarDateSchema,
});
export type CarrierEta = z.infer<typeof carrierEtaSchema>;

export const LINK_RELATIONS = ['replaced_by', 'partner', 'return_label', 'part_of'] as const;

/** One carrier report, normalised. A fact: never edited, only added. */
export const trackingEventSchema = z.object({
  /** Hash of brand, carrier, number, wall time as given, code or text, place: the same report from anywhere is the same event. */
  id: z.string().min(16).max(64),
  brandId: z.string().min(1),
  /** Null for a step of an order that has no tracking number yet. */
  parcelRef: parcelRefSchema.nullable(),
  at: eventTimeSchema,
  /** Counts from the oldest row of the source's history; settles what time cannot. */
  sequence: z.number().int().nonnegative(),
  kind: z.enum(EVENT_KINDS),
  milestone: z.enum(MILESTONES).optional(),
  reason: z.enum(REASON_NAMES).optional(),
  actor: z.enum(ACTORS),
  etaEffect: z.enum(ETA_EFFECTS),
  /** True only for handling: a scan by a person or machine that had the parcel. Only that breaks a silence. */
  physical: z.boolean(),
  confidence: z.enum(CONFIDENCES),
  place: placeSchema.optional(),
  verbatim: z.object({ code: z.string().max(100).optional(), text: z.string().max(2000) }),
  carrierEta: carrierEtaSchema.optional(),
  /** For a correction: what it takes back, the event's id or, where the source cannot say, the milestone last reached. */
  retracts: z.object({ eventId: z.string().optional(), milestone: z.enum(MILESTONES).optional() }).optional(),
  link: z
    .object({ carrier: z.string().max(60), number: z.string().max(100), relation: z.enum(LINK_RELATIONS) })
    .optional(),
  /** Who of the shop says so, and how they know; not for customers. */
  statedBy: z.object({ author: z.string().max(100), reason: z.string().max(500) }).optional(),
  /** The brand's source id that told us. */
  source: z.string().min(1).max(60),
  recordedAt: instantSchema,
  schemaVersion: z.literal(1),
});
export type TrackingEvent = z.infer<typeof trackingEventSchema>;

/** Reports about data, dates and numbers; whatever their source calls them, nobody touched a parcel for them. */
const UNHANDLED_KINDS: ReadonlySet<EventKind> = new Set(['eta_change', 'correction', 'link', 'control']);

/** Someone or something had the parcel in hand. A printed label is not handling, whatever the carrier calls it. */
export function isHandling(event: TrackingEvent): boolean {
  if (!event.physical || UNHANDLED_KINDS.has(event.kind)) return false;
  return event.milestone === undefined || !isBeforeCarrier(event.milestone);
}

/** The instant is known, not worked out from an assumed zone or from a date alone. */
export function isCertain(at: EventTime): boolean {
  return (
    at.instant !== null && at.precision !== 'day' && (at.zoneFrom === 'carrier' || at.zoneFrom === 'place')
  );
}
