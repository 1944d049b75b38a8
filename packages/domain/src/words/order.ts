import { z } from 'zod';
import { calendarDateSchema, instantSchema } from '../time/instant.js';
import { REASON_NAMES } from './reason.js';

/** An exact amount: whole minor units (cents) of an ISO 4217 currency. */
export const moneySchema = z.object({
  amountMinor: z.number().int(),
  currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code: EUR'),
});
export type Money = z.infer<typeof moneySchema>;

export const orderLineSchema = z.object({
  id: z.string().min(1).max(100),
  title: z.string().max(500),
  quantity: z.number().int().nonnegative(),
  /** Cancelled or refunded pieces: nothing is owed for them any more. */
  cancelledQuantity: z.number().int().nonnegative().default(0),
  /** False for digital goods, gift cards, services. */
  requiresShipping: z.boolean().default(true),
  /** Not due before this date: pre-orders and scheduled deliveries. */
  availableFrom: calendarDateSchema.optional(),
  hold: z
    .object({ reason: z.enum(REASON_NAMES), since: instantSchema, until: calendarDateSchema.optional() })
    .optional(),
});
export type OrderLine = z.infer<typeof orderLineSchema>;

/** The shop's own record of one dispatch; becomes a parcel. */
export const shipmentSchema = z.object({
  /** The source's id of the fulfilment: the parcel's identity until it has a number. */
  id: z.string().min(1).max(100),
  status: z.enum(['open', 'cancelled']).default('open'),
  carrier: z.string().max(60).optional(),
  trackingNumber: z.string().max(100).optional(),
  service: z.string().max(100).optional(),
  createdAt: instantSchema,
  lines: z
    .array(z.object({ lineId: z.string().max(100), quantity: z.number().int().positive() }))
    .default([]),
});
export type Shipment = z.infer<typeof shipmentSchema>;

/** What a customer bought, as the shop last told it. The newer `updatedAt` wins; no personal data beyond the destination's region. */
export const orderSchema = z.object({
  number: z.string().min(1).max(100),
  placedAt: instantSchema,
  updatedAt: instantSchema,
  status: z.enum(['open', 'cancelled', 'closed']).default('open'),
  /** Pickup orders are never late at a carrier. */
  delivery: z.enum(['ship', 'pickup', 'none']).default('ship'),
  locale: z.string().max(20).optional(),
  total: moneySchema.optional(),
  /** Whatever classes the shop sorts its customers into: `gold`, `wholesale`. */
  customerTier: z.string().max(60).optional(),
  /** Where it was bought: `web`, `pos`, a marketplace. */
  salesChannel: z.string().max(60).optional(),
  destination: z
    .object({
      country: z.string().max(2),
      region: z.string().max(100).optional(),
      postalCode: z.string().max(20).optional(),
    })
    .optional(),
  /** The date the shop promised at purchase. */
  promisedDate: calendarDateSchema.optional(),
  lines: z.array(orderLineSchema).max(500),
  shipments: z.array(shipmentSchema).max(200).default([]),
});
export type Order = z.infer<typeof orderSchema>;

/** How to reach the customer. Travels only in `commerce.order.recorded`. */
export const contactSchema = z.object({
  email: z.email().max(320).optional(),
  name: z.string().max(200).optional(),
  phone: z.string().max(40).optional(),
  postalCode: z.string().max(20).optional(),
  locale: z.string().max(20).optional(),
});
export type Contact = z.infer<typeof contactSchema>;
