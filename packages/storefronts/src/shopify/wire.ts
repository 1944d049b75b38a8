import { z } from 'zod';
import { instantFromOffset, optionalText } from '../wire-parts.js';

/** A number in REST, a `gid://shopify/...` in newer webhooks: the digits name it in both. */
const shopifyId = z
  .union([z.number().int().positive(), z.string()])
  .transform((id) => String(id).replace(/^gid:\/\/shopify\/\w+\//, ''))
  .refine((id) => /^\d{1,20}$/.test(id), 'an id of digits');

const count = z.number().int().nonnegative();

export const lineItemSchema = z.object({
  id: shopifyId,
  title: optionalText,
  variant_title: optionalText,
  quantity: count,
  /** What is left after edits, cancellations and refunds. */
  current_quantity: count.nullish(),
  requires_shipping: z.boolean().nullish(),
});
export type LineItem = z.infer<typeof lineItemSchema>;

export const fulfillmentSchema = z.object({
  id: shopifyId,
  status: optionalText,
  created_at: instantFromOffset,
  tracking_company: optionalText,
  tracking_number: optionalText,
  tracking_numbers: z.array(z.string()).nullish().catch(null),
  line_items: z.array(z.object({ id: shopifyId, quantity: count })).nullish(),
});
export type Fulfillment = z.infer<typeof fulfillmentSchema>;

const refundSchema = z.object({
  refund_line_items: z.array(z.object({ line_item_id: shopifyId, quantity: count })).nullish(),
});

const addressSchema = z
  .object({
    name: optionalText,
    zip: optionalText,
    province_code: optionalText,
    country_code: optionalText,
    phone: optionalText,
  })
  .nullish();

export const orderSchema = z.object({
  id: shopifyId,
  name: z.string().min(1).max(100),
  created_at: instantFromOffset,
  /** Earlier than `created_at` for an order that was imported. */
  processed_at: instantFromOffset.nullish().catch(null),
  updated_at: instantFromOffset,
  cancelled_at: optionalText,
  closed_at: optionalText,
  currency: optionalText,
  total_price: optionalText,
  email: optionalText,
  contact_email: optionalText,
  phone: optionalText,
  customer_locale: optionalText,
  customer: z.object({ email: optionalText, phone: optionalText }).nullish().catch(null),
  shipping_address: addressSchema,
  line_items: z.array(lineItemSchema),
  fulfillments: z.array(fulfillmentSchema).nullish(),
  refunds: z.array(refundSchema).nullish(),
});
export type ShopifyOrder = z.infer<typeof orderSchema>;

/** Only the API tells these with their lines; webhooks of fulfilment orders name neither order nor line. */
export const fulfillmentOrderSchema = z.object({
  status: optionalText,
  fulfill_at: optionalText,
  delivery_method: z.object({ method_type: optionalText }).nullish().catch(null),
  fulfillment_holds: z.array(z.object({ reason: z.string() })).nullish(),
  line_items: z.array(z.object({ line_item_id: shopifyId, quantity: count })).nullish(),
  updated_at: instantFromOffset.nullish().catch(null),
});
export type FulfillmentOrder = z.infer<typeof fulfillmentOrderSchema>;

/** An order re-read with its fulfilment orders, as the API's two answers side by side. */
export const rereadSchema = z.object({
  order: orderSchema,
  fulfillment_orders: z.array(fulfillmentOrderSchema).default([]),
});

/** What fulfilments and refunds say of their order. */
export const partSchema = z.object({ order_id: shopifyId });

export const fulfillmentOrderHintSchema = z.object({ fulfillment_order: z.object({ id: shopifyId }) });
