import { carrierId, trackingNumber, type contactSchema, type orderSchema } from '@tidings/domain';
import type { z } from 'zod';
import { availableFrom, findHold } from './read-fulfillment-orders.js';
import { readMoney } from '../read-money.js';
import type { Fulfillment, FulfillmentOrder, LineItem, ShopifyOrder } from './wire.js';

type OrderInput = z.input<typeof orderSchema>;

/** The order in our words, not yet checked against our bounds; `parts` is empty where only the webhook told it. */
export function mapOrder(source: ShopifyOrder, parts: readonly FulfillmentOrder[]): OrderInput {
  const lines = source.line_items.map((item) => mapLine(item, source, parts));
  const shipped = new Set(lines.filter((line) => line.requiresShipping !== false).map((line) => line.id));
  return {
    number: source.name.replace(/^#(?=.)/, ''),
    placedAt: source.processed_at ?? source.created_at,
    updatedAt: source.updated_at,
    status: source.cancelled_at ? 'cancelled' : source.closed_at ? 'closed' : 'open',
    delivery: deliveryOf(source, parts, shipped.size > 0),
    locale: firstOf(source.customer_locale),
    total: readMoney(source.total_price, source.currency),
    destination: destinationOf(source),
    lines,
    shipments: (source.fulfillments ?? []).flatMap((fulfillment) => mapFulfillment(fulfillment, shipped)),
  };
}

export function mapContact(source: ShopifyOrder): z.input<typeof contactSchema> {
  const { customer, shipping_address: address } = source;
  return {
    email: firstOf(source.email, source.contact_email, customer?.email),
    name: firstOf(address?.name),
    phone: firstOf(source.phone, address?.phone, customer?.phone),
    postalCode: firstOf(address?.zip),
    locale: firstOf(source.customer_locale),
  };
}

function firstOf(...texts: readonly (string | null | undefined)[]): string | undefined {
  return texts.find(Boolean) ?? undefined;
}

function mapLine(
  item: LineItem,
  order: ShopifyOrder,
  parts: readonly FulfillmentOrder[],
): OrderInput['lines'][number] {
  const left = item.current_quantity ?? item.quantity - refundedOf(item.id, order);
  return {
    id: item.id,
    title: [item.title, item.variant_title].filter(Boolean).join(', '),
    quantity: item.quantity,
    cancelledQuantity: Math.max(0, item.quantity - Math.max(0, left)),
    requiresShipping: item.requires_shipping ?? true,
    availableFrom: availableFrom(item.id, parts),
    hold: findHold(item.id, parts, order.updated_at),
  };
}

function refundedOf(lineId: string, { refunds }: ShopifyOrder): number {
  const rows = (refunds ?? []).flatMap((refund) => refund.refund_line_items ?? []);
  return rows.reduce((sum, row) => (row.line_item_id === lineId ? sum + row.quantity : sum), 0);
}

const NOT_SENT: ReadonlySet<string> = new Set(['cancelled', 'error', 'failure']);

/**
 * One shipment for each number; which lines are in which of them nobody tells, so the first has them all. A fulfilment of
 * nothing but digital lines is no shipment.
 */
function mapFulfillment(
  fulfillment: Fulfillment,
  shipped: ReadonlySet<string>,
): NonNullable<OrderInput['shipments']> {
  const { id, status, tracking_number: single, tracking_numbers: several, line_items: items } = fulfillment;
  const lines = (items ?? [])
    .filter((item) => shipped.has(item.id) && item.quantity > 0)
    .map((item) => ({ lineId: item.id, quantity: item.quantity }));
  const numbers = [...new Set([...(several ?? []), single ?? ''].map(trackingNumber).filter(Boolean))];
  if (lines.length === 0 && numbers.length === 0) return [];
  return (numbers.length === 0 ? [undefined] : numbers).map((number, index) => ({
    id: index === 0 ? id : `${id}:${index + 1}`,
    status: NOT_SENT.has(status ?? '') ? 'cancelled' : 'open',
    carrier: carrierId(fulfillment.tracking_company ?? '') || undefined,
    trackingNumber: number,
    createdAt: fulfillment.created_at,
    lines: index === 0 ? lines : [],
  }));
}

const PICKUP_METHODS: ReadonlySet<string> = new Set(['pick_up', 'retail']);

/** Shopify asks for no shipping address where the customer collects. */
function deliveryOf(
  { shipping_address: address }: ShopifyOrder,
  parts: readonly FulfillmentOrder[],
  isShipped: boolean,
): NonNullable<OrderInput['delivery']> {
  if (!isShipped) return 'none';
  const methods = parts.flatMap((part) => part.delivery_method?.method_type ?? []);
  if (methods.length > 0) return methods.every((method) => PICKUP_METHODS.has(method)) ? 'pickup' : 'ship';
  return address == null ? 'pickup' : 'ship';
}

function destinationOf({ shipping_address: address }: ShopifyOrder): OrderInput['destination'] {
  if (!address?.country_code) return undefined;
  return {
    country: address.country_code,
    region: address.province_code || undefined,
    postalCode: address.zip || undefined,
  };
}
