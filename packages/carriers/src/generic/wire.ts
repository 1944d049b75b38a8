import {
  ACTORS,
  calendarDateSchema,
  MILESTONES,
  placeSchema,
  REASON_NAMES,
  type Reason,
} from '@tidings/domain';
import { z } from 'zod';
import { readTimestamp } from '../time/read-timestamp.js';
import { carrierName, parcelNumber } from '../wire-parts.js';

const reason = z.enum(REASON_NAMES);

const at = z.string().refine((text) => {
  const time = readTimestamp(text, 'stated');
  return time !== null && (time.precision === 'day' || time.instant !== null);
}, 'a time with its offset or Z, 2026-11-20T15:19:00-05:00, or a date, 2026-11-20');

const common = {
  at,
  /** In the shop's or the carrier's words; kept, never shown to a customer. */
  text: z.string().max(2000).optional(),
  code: z.string().max(100).optional(),
  place: z.strictObject(placeSchema.shape).optional(),
};

const eta = z
  .strictObject({ from: calendarDateSchema, to: calendarDateSchema })
  .refine(({ from, to }) => from <= to, { path: ['to'], message: 'not before `from`' });

/** Where an order or a parcel is; `handed_over` is the shop's word that the carrier has it. */
const STEP_TYPES = [
  'placed',
  'preparing',
  'packed',
  'label_created',
  'handed_over',
  'picked_up',
  'in_transit',
  'out_for_delivery',
  'available_for_pickup',
  'delivered',
  'returning',
  'returned',
  'cancelled',
  'lost',
] as const;

const stepSchema = z.strictObject({
  ...common,
  type: z.enum(STEP_TYPES),
  reason: reason.optional(),
  /** False for a step that data alone says. Meaningless before the carrier has the parcel. */
  physical: z.boolean().optional(),
  eta: eta.optional(),
});

const HOLD_REASONS = [
  'payment_review',
  'fraud_review',
  'backorder',
  'address_insufficient',
  'address_incorrect',
  'hold_requested',
  'unspecified',
] as const satisfies readonly Reason[];

const problemSchemas = [
  z.strictObject({
    ...common,
    type: z.literal('held'),
    reason: z.enum(HOLD_REASONS),
    actor: z.enum(ACTORS).optional(),
  }),
  z.strictObject({ ...common, type: z.literal('released'), reason: z.enum(HOLD_REASONS).optional() }),
  z.strictObject({
    ...common,
    type: z.literal('delivery_attempted'),
    reason,
    actor: z.enum(ACTORS).optional(),
  }),
  z.strictObject({ ...common, type: z.literal('exception'), reason, actor: z.enum(ACTORS).optional() }),
  z.strictObject({ ...common, type: z.literal('resolved'), reason: reason.optional() }),
] as const;

export const eventSchema = z.discriminatedUnion('type', [
  stepSchema,
  ...problemSchemas,
  z.strictObject({ ...common, type: z.literal('eta'), eta }),
  z.strictObject({ ...common, type: z.literal('note') }),
  z.strictObject({ ...common, type: z.literal('correction'), retracts: z.enum(MILESTONES) }),
  z.strictObject({
    ...common,
    type: z.literal('replaced_by'),
    carrier: carrierName,
    trackingNumber: parcelNumber,
  }),
]);
export type GenericEvent = z.infer<typeof eventSchema>;

const parcelSchema = z.strictObject({
  carrier: carrierName,
  trackingNumber: parcelNumber,
  uniqueId: z.string().max(200).optional(),
  shipDate: calendarDateSchema.optional(),
});

/** The body of `POST /v1/events` and of a generic webhook. An unknown field is an error: it would be a typing mistake kept silent. */
export const bodySchema = z
  .strictObject({
    orderNumber: z.string().min(1).max(100).optional(),
    parcel: parcelSchema.optional(),
    events: z.array(eventSchema).min(1).max(1000),
  })
  .refine((body) => body.orderNumber !== undefined || body.parcel !== undefined, {
    path: ['orderNumber'],
    message: 'one of orderNumber and parcel is needed',
  });
export type GenericBody = z.infer<typeof bodySchema>;
