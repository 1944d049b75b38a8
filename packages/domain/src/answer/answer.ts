import { z } from 'zod';
import { ESTIMATE_BASES } from '../forecast/forecast.js';
import { shownCorrectionSchema } from '../status/corrections-shown.js';
import { calendarDateSchema, instantSchema } from '../time/instant.js';
import { ACTORS } from '../words/actor.js';
import { MILESTONES } from '../words/milestone.js';
import { REASON_NAMES } from '../words/reason.js';
import { eventTimeSchema, placeSchema } from '../words/tracking-event.js';
import { CASE_OPTIONS, caseChoiceSchema } from './snapshot.js';

/** What stands at the head of an answer, worst first: an order of several parcels shows the one that needs the reader most. */
export const HEADLINES = [
  'not_shippable',
  'cancelled',
  'held',
  'preparing',
  'preparing_late',
  'waiting_for_stock',
  'packed',
  'label_created',
  'awaiting_carrier_late',
  'picked_up',
  'in_transit',
  'out_for_delivery',
  'delivery_attempted',
  'ready_for_pickup',
  'problem',
  'silent',
  'partly_delivered',
  'delivered',
  'returning',
  'returned',
  'lost',
] as const;
export type Headline = (typeof HEADLINES)[number];

/** What happens next, as a key that wording turns into a sentence. */
export const NEXT_STEPS = [
  'we_release_hold',
  'you_pay_or_confirm',
  'we_dispatch',
  'carrier_collects',
  'carrier_scans',
  'carrier_delivers',
  'carrier_tries_again',
  'you_choose',
  'you_collect',
  'we_solve',
  'authority_releases',
  'we_check',
  'nothing',
] as const;
export type NextStep = (typeof NEXT_STEPS)[number];

const shownEstimateSchema = z.object({
  from: calendarDateSchema,
  to: calendarDateSchema,
  basis: z.enum(ESTIMATE_BASES),
  coverage: z.number().nullable(),
});

/** The incident whose cause is told, with what the shop itself says of it; left out: the cause is another, or none is known. */
const heldUpBySchema = z.object({ wording: z.string().nullable() }).nullish();

export const parcelAnswerSchema = z.object({
  parcelId: z.string(),
  carrier: z.string().nullable(),
  trackingNumber: z.string().nullable(),
  headline: z.enum(HEADLINES),
  milestone: z.enum(MILESTONES),
  reachedAt: eventTimeSchema.nullable(),
  lastPlace: placeSchema.nullable(),
  lastScanAt: eventTimeSchema.nullable(),
  reason: z.enum(REASON_NAMES).nullable(),
  actor: z.enum(ACTORS),
  estimate: shownEstimateSchema.nullable(),
  estimateBefore: shownEstimateSchema.nullable(),
  nextStep: z.enum(NEXT_STEPS),
  /** A date or instant by which the next step is due; null when nobody can say. */
  nextBy: z.union([calendarDateSchema, instantSchema]).nullable(),
  silentSince: instantSchema.nullable(),
  heldUpBy: heldUpBySchema,
  items: z.array(z.object({ title: z.string(), quantity: z.number() })),
});
export type ParcelAnswer = z.infer<typeof parcelAnswerSchema>;

/** Facts for one who asks; wording renders them. Nothing stands here that the snapshot does not license. */
export const answerSchema = z.object({
  orderNumber: z.string().nullable(),
  headline: z.enum(HEADLINES),
  /** The parcel that the headline is about; null when it is about the order. */
  headlineParcelId: z.string().nullable(),
  reason: z.enum(REASON_NAMES).nullable(),
  actor: z.enum(ACTORS),
  estimate: shownEstimateSchema.nullable(),
  estimateBefore: shownEstimateSchema.nullable(),
  heldUpBy: heldUpBySchema,
  nextStep: z.enum(NEXT_STEPS),
  nextBy: z.union([calendarDateSchema, instantSchema]).nullable(),
  parcels: z.array(parcelAnswerSchema),
  /** What is in no parcel yet. */
  waitingItems: z.array(
    z.object({ title: z.string(), quantity: z.number(), availableFrom: calendarDateSchema.nullable() }),
  ),
  openCase: z
    .object({
      caseId: z.string(),
      reason: z.enum(REASON_NAMES),
      dueAt: instantSchema,
      options: z.array(z.enum(CASE_OPTIONS)),
      choice: caseChoiceSchema.nullish(),
    })
    .nullable(),
  asOf: instantSchema,
  validUntil: instantSchema.nullable(),
  /** The clock passed `validUntil`, or we cannot see: say when it was last checked instead of what is so now. */
  isStale: z.boolean(),
  isDelayed: z.boolean(),
  needsHuman: z.boolean(),
  /** What was told on a page or by a bot and is not so: each face takes back its own; left out: nothing. */
  corrections: z.array(shownCorrectionSchema).optional(),
});
export type Answer = z.infer<typeof answerSchema>;
