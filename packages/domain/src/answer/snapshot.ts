import { z } from 'zod';
import { LEGS, ESTIMATE_BASES } from '../forecast/forecast.js';
import { CONDITIONS } from '../policy/decision.js';
import { shownCorrectionSchema } from '../status/corrections-shown.js';
import { calendarDateSchema, instantSchema } from '../time/instant.js';
import { ACTORS } from '../words/actor.js';
import { MILESTONES } from '../words/milestone.js';
import { REASON_NAMES } from '../words/reason.js';
import { CONFIDENCES, EVENT_KINDS, eventTimeSchema, placeSchema } from '../words/tracking-event.js';

const estimateSchema = z.object({
  from: calendarDateSchema,
  to: calendarDateSchema,
  coverage: z.number().nullable(),
  basis: z.enum(ESTIMATE_BASES),
});

const reachedSchema = z.object({
  milestone: z.enum(MILESTONES),
  at: eventTimeSchema,
  place: placeSchema.nullable(),
});

const timelineEntrySchema = z.object({
  eventId: z.string(),
  kind: z.enum(EVENT_KINDS),
  milestone: z.enum(MILESTONES).nullable(),
  reason: z.enum(REASON_NAMES).nullable(),
  at: eventTimeSchema,
  place: placeSchema.nullable(),
  /** The carrier's words: shown on demand, never as ours. */
  verbatim: z.string(),
  confidence: z.enum(CONFIDENCES),
  isPhysical: z.boolean(),
  isRetracted: z.boolean(),
});

const exceptionSchema = z.object({
  reason: z.enum(REASON_NAMES),
  actor: z.enum(ACTORS),
  since: eventTimeSchema,
  /** False for noise: open at the carrier, but it moves nothing and needs nobody. */
  matters: z.boolean(),
});

const silenceSchema = z.discriminatedUnion('state', [
  z.object({ state: z.literal('none') }),
  z.object({ state: z.literal('cannot_see'), since: instantSchema }),
  z.object({
    state: z.literal('silent'),
    leg: z.enum(LEGS),
    since: instantSchema,
    businessHours: z.number(),
    usualBusinessHours: z.number(),
  }),
]);

export const parcelSnapshotSchema = z.object({
  parcelId: z.string(),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  service: z.string().nullable(),
  lines: z.array(z.object({ lineId: z.string(), quantity: z.number() })),
  milestone: z.enum(MILESTONES),
  /** When that milestone was reached; null when only the parcel's existence is known. */
  reachedAt: eventTimeSchema.nullable(),
  reached: z.array(reachedSchema),
  lastPhysicalAt: eventTimeSchema.nullable(),
  lastPlace: placeSchema.nullable(),
  exceptions: z.array(exceptionSchema),
  /** The stated estimate: what every face shows. It moves by the policy's step, then says what it was. */
  estimate: estimateSchema.nullable(),
  estimateBefore: estimateSchema.nullable(),
  silence: silenceSchema,
  /** What holds up many parcels where this one is; left out: nothing known does. */
  incident: z
    .object({
      incidentId: z.string(),
      name: z.string(),
      reason: z.enum(REASON_NAMES).nullable(),
      /** In the shop's own words; left out: it has none. */
      wording: z.string().nullish(),
      since: instantSchema,
    })
    .optional(),
  nextEventBy: instantSchema.nullable(),
  replacedBy: z.string().nullable(),
  timeline: z.array(timelineEntrySchema),
});
export type ParcelSnapshot = z.infer<typeof parcelSnapshotSchema>;

export const CASE_OPTIONS = [
  'correct_address',
  'reschedule',
  'collect',
  'reship',
  'refund',
  'contact_us',
] as const;
export type CaseOption = (typeof CASE_OPTIONS)[number];

/** What a customer chose for a case, once. */
export const caseChoiceSchema = z.object({ option: z.enum(CASE_OPTIONS), at: instantSchema });
export type CaseChoice = z.infer<typeof caseChoiceSchema>;

export const caseSnapshotSchema = z.object({
  caseId: z.string(),
  parcelId: z.string().nullable(),
  reason: z.enum(REASON_NAMES),
  actor: z.enum(ACTORS),
  state: z.enum(['open', 'closed']),
  openedAt: instantSchema,
  dueAt: instantSchema,
  closedAt: instantSchema.nullable(),
  /** When it had been open for too long; left out: it has not. */
  escalatedAt: instantSchema.nullish(),
  options: z.array(z.enum(CASE_OPTIONS)),
  /** Null, or left out, until the customer chose. */
  choice: caseChoiceSchema.nullish(),
});
export type CaseSnapshot = z.infer<typeof caseSnapshotSchema>;

const holdSchema = z.object({
  reason: z.enum(REASON_NAMES),
  actor: z.enum(ACTORS),
  since: instantSchema,
  until: calendarDateSchema.nullable(),
  lineIds: z.array(z.string()),
});

/** Everything that is known and was said of one order, as of one version. Readers keep the newest; nobody recomputes it. */
export const orderSnapshotSchema = z.object({
  brandId: z.string(),
  orderId: z.string(),
  /** Null for an orphan: its order has not arrived. */
  orderNumber: z.string().nullable(),
  version: z.number().int().positive(),
  asOf: instantSchema,
  /** Past this, say when it was last checked. */
  validUntil: instantSchema.nullable(),
  /** The unguessable part of the order's page address; 128 random bits. */
  token: z.string(),
  locale: z.string().nullable(),
  placedAt: instantSchema.nullable(),
  promisedDate: calendarDateSchema.nullable(),
  delivery: z.enum(['ship', 'pickup', 'none']),
  isCancelled: z.boolean(),
  isComplete: z.boolean(),
  lines: z.array(
    z.object({
      lineId: z.string(),
      title: z.string(),
      quantity: z.number(),
      /** Pieces that are in no parcel yet. */
      waiting: z.number(),
      availableFrom: calendarDateSchema.nullish(),
    }),
  ),
  steps: z.array(reachedSchema),
  holds: z.array(holdSchema),
  /** By when the order should leave the warehouse; null when nothing waits. */
  dispatchBy: instantSchema.nullable(),
  isPreparingLate: z.boolean(),
  /** The stated estimate of an order of which there is no parcel yet, and what it was; left out: there is none. */
  estimate: estimateSchema.nullish(),
  estimateBefore: estimateSchema.nullish(),
  parcels: z.array(parcelSnapshotSchema),
  cases: z.array(caseSnapshotSchema),
  told: z.array(
    z.object({
      key: z.string(),
      condition: z.enum(CONDITIONS),
      at: instantSchema,
      parcelId: z.string().nullable(),
    }),
  ),
  /** What a page or a bot told and has to take back; left out: nothing. */
  corrections: z.array(shownCorrectionSchema).optional(),
});
export type OrderSnapshot = z.infer<typeof orderSnapshotSchema>;
