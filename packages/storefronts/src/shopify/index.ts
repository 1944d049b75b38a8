import { contactSchema, orderSchema as domainOrderSchema, type Contact } from '@tidings/domain';
import type { Reread, StorefrontPlugin, StorefrontReading } from '../port.js';
import { reportInvalid } from '../report-invalid.js';
import { webhookCredentials } from '../wire-parts.js';
import { shopifyClient } from './client.js';
import { mapContact, mapOrder } from './map.js';
import { shopifyWebhook } from './webhook.js';
import {
  fulfillmentOrderHintSchema,
  orderSchema,
  partSchema,
  rereadSchema,
  type FulfillmentOrder,
  type ShopifyOrder,
} from './wire.js';

/** Shopify, by its REST bodies: `orders/*` tell an order with its fulfilments and refunds, never its holds. */
export const shopify: StorefrontPlugin = {
  id: 'shopify',
  label: 'Shopify',
  docsUrl: 'https://shopify.dev/docs/api/webhooks',
  formats: '`orders/*` whole; `fulfillments/*`, `refunds/create` and `fulfillment_orders/*` as a `reread`',
  credentials: webhookCredentials,
  webhook: shopifyWebhook,
  client: shopifyClient,
  read: (payload, { topic }) => {
    if (topic === null) return readAnswer(payload);
    if (topic === 'orders/delete')
      return { error: { code: 'control', message: 'a deleted order: Shopify keeps only its id' } };
    if (topic.startsWith('orders/')) return readWhole(payload);
    if (topic.startsWith('fulfillments/') || topic === 'refunds/create') return readPart(payload, topic);
    if (topic.startsWith('fulfillment_orders/')) return readHint(payload, topic);
    return { error: { code: 'control', message: `about something else: ${topic.slice(0, 60)}` } };
  },
};

/** An order as the API gives it: alone, or re-read together with its fulfilment orders. */
function readAnswer(payload: unknown): StorefrontReading {
  if (typeof payload !== 'object' || payload === null || !('order' in payload)) return readWhole(payload);
  const body = rereadSchema.safeParse(payload);
  if (!body.success) return { error: reportInvalid(body.error) };
  return toReading(body.data.order, body.data.fulfillment_orders, null);
}

function readWhole(payload: unknown): StorefrontReading {
  const body = orderSchema.safeParse(payload);
  if (!body.success) return { error: reportInvalid(body.error) };
  const reread: Reread = {
    subject: 'order',
    id: body.data.id,
    because: 'holds and schedules are not in its webhook',
  };
  return toReading(body.data, [], reread);
}

/** Fulfilments and refunds name their order by an id that no customer knows; the order's own webhook brings them too. */
function readPart(payload: unknown, topic: string): StorefrontReading {
  const body = partSchema.safeParse(payload);
  if (!body.success) return { error: reportInvalid(body.error) };
  return { orders: [], reread: { subject: 'order', id: body.data.order_id, because: topic } };
}

function readHint(payload: unknown, topic: string): StorefrontReading {
  const body = fulfillmentOrderHintSchema.safeParse(payload);
  if (!body.success) return { error: reportInvalid(body.error) };
  return {
    orders: [],
    reread: { subject: 'fulfillment_order', id: body.data.fulfillment_order.id, because: topic },
  };
}

function toReading(
  source: ShopifyOrder,
  parts: readonly FulfillmentOrder[],
  reread: Reread | null,
): StorefrontReading {
  const order = domainOrderSchema.safeParse(mapOrder(source, parts));
  if (!order.success) return { error: reportInvalid(order.error) };
  const isOpen = order.data.status === 'open' && order.data.delivery !== 'none';
  return { orders: [{ order: order.data, contact: toContact(source) }], reread: isOpen ? reread : null };
}

/** An address that is none does not cost the order its customer's telephone. */
function toContact(source: ShopifyOrder): Contact | null {
  const contact = mapContact(source);
  const readings = [contact, { ...contact, email: undefined }].map((fields) =>
    contactSchema.safeParse(fields),
  );
  return readings.find(({ success }) => success)?.data ?? null;
}
