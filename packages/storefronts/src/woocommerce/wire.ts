import { z } from 'zod';
import { optionalText } from '../wire-parts.js';

/** WooCommerce writes ids as numbers; extensions, as texts. */
const wooId = z.union([z.number().int().nonnegative(), z.string().regex(/^\d{1,20}$/)]).transform(String);

/** UTC without saying so: `2026-11-20T15:19:00`. */
const gmtTime = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z?$/, 'a time in GMT: 2026-11-20T15:19:00')
  .transform((text) => Date.parse(text.endsWith('Z') ? text : `${text}Z`))
  .refine((millis) => !Number.isNaN(millis), 'a time that exists')
  .transform((millis) => new Date(millis).toISOString());

const metaSchema = z.object({ key: z.string(), value: z.unknown() });
export type Meta = z.infer<typeof metaSchema>;
const metaList = z.array(metaSchema).nullish().catch(null);

export const lineItemSchema = z.object({
  id: wooId,
  name: optionalText,
  /** Negative in a refund. */
  quantity: z.number().int(),
  meta_data: metaList,
});
export type LineItem = z.infer<typeof lineItemSchema>;

const addressSchema = z
  .object({
    first_name: optionalText,
    last_name: optionalText,
    postcode: optionalText,
    state: optionalText,
    country: optionalText,
    email: optionalText,
    phone: optionalText,
  })
  .nullish()
  .catch(null);

export const orderSchema = z.object({
  id: wooId,
  /** Not always the id: extensions number orders in their own way. */
  number: z.union([z.string().min(1).max(100), z.number().transform(String)]),
  status: z.string(),
  currency: optionalText,
  total: optionalText,
  date_created_gmt: gmtTime,
  date_modified_gmt: gmtTime.nullish().catch(null),
  billing: addressSchema,
  shipping: addressSchema,
  line_items: z.array(lineItemSchema),
  shipping_lines: z.array(z.object({ method_id: optionalText })).nullish(),
  /** What was paid back, without its lines. */
  refunds: z.array(z.object({ id: wooId })).nullish(),
  meta_data: metaList,
});
export type WooOrder = z.infer<typeof orderSchema>;

const refundSchema = z.object({ line_items: z.array(lineItemSchema).nullish() });
export type Refund = z.infer<typeof refundSchema>;

/** An order re-read with its refunds, as the API's two answers side by side. */
export const rereadSchema = z.object({
  order: orderSchema,
  refunds: z.array(refundSchema).default([]),
});
