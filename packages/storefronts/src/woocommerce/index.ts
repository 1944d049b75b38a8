import { contactSchema, orderSchema as domainOrderSchema, type Contact } from '@tidings/domain';
import type { Reread, StorefrontPlugin, StorefrontReading } from '../port.js';
import { reportInvalid } from '../report-invalid.js';
import { webhookCredentials } from '../wire-parts.js';
import { woocommerceClient } from './client.js';
import { mapContact, mapOrder, UNPLACED } from './map.js';
import { woocommerceWebhook } from './webhook.js';
import { orderSchema, type Refund, rereadSchema, type WooOrder } from './wire.js';

/** WooCommerce, REST API v3. Parcels are what its shipment-tracking extensions write into the order. */
export const woocommerce: StorefrontPlugin = {
  id: 'woocommerce',
  label: 'WooCommerce',
  docsUrl: 'https://woocommerce.github.io/woocommerce-rest-api-docs/#webhooks',
  formats:
    '`order.*` whole; parcels as its shipment-tracking extensions write them; refunds by lines as a `reread`',
  credentials: webhookCredentials,
  webhook: woocommerceWebhook,
  client: woocommerceClient,
  read: (payload, { topic }) => {
    if (topic === 'order.deleted')
      return { error: { code: 'control', message: 'a deleted order: WooCommerce keeps only its id' } };
    if (topic !== null && !topic.startsWith('order.'))
      return { error: { code: 'control', message: `about something else: ${topic.slice(0, 60)}` } };
    return isReread(payload) ? readReread(payload) : readOrder(payload);
  },
};

function isReread(payload: unknown): boolean {
  return typeof payload === 'object' && payload !== null && 'order' in payload;
}

function readReread(payload: unknown): StorefrontReading {
  const body = rereadSchema.safeParse(payload);
  if (!body.success) return { error: reportInvalid(body.error) };
  return toReading(body.data.order, body.data.refunds, null);
}

function readOrder(payload: unknown): StorefrontReading {
  const body = orderSchema.safeParse(payload);
  if (!body.success) return { error: reportInvalid(body.error) };
  const { id, refunds, status } = body.data;
  const isPartlyPaidBack = (refunds ?? []).length > 0 && status !== 'refunded';
  const reread: Reread = { subject: 'order', id, because: 'refunds are told without their lines' };
  return toReading(body.data, null, isPartlyPaidBack ? reread : null);
}

function toReading(
  source: WooOrder,
  refunds: readonly Refund[] | null,
  reread: Reread | null,
): StorefrontReading {
  if (UNPLACED.has(source.status))
    return { error: { code: 'control', message: `nobody has ordered yet: ${source.status}` } };
  const order = domainOrderSchema.safeParse(mapOrder(source, refunds));
  if (!order.success) return { error: reportInvalid(order.error) };
  return { orders: [{ order: order.data, contact: toContact(source) }], reread };
}

/** An address that is none does not cost the order its customer's telephone. */
function toContact(source: WooOrder): Contact | null {
  const contact = mapContact(source);
  const readings = [contact, { ...contact, email: undefined }].map((fields) =>
    contactSchema.safeParse(fields),
  );
  return readings.find(({ success }) => success)?.data ?? null;
}
