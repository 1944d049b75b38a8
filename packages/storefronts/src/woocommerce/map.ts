import type { contactSchema, orderSchema, OrderLine } from '@tidings/domain';
import type { z } from 'zod';
import { readMoney } from '../read-money.js';
import { carrierOf, readShipments } from './read-shipments.js';
import type { LineItem, Refund, WooOrder } from './wire.js';

type OrderInput = z.input<typeof orderSchema>;

/** WooCommerce docs, Order statuses, and those that the shipment-tracking extensions add. Any other is an open order. */
const STATUSES: ReadonlyMap<string, NonNullable<OrderInput['status']>> = new Map([
  ['completed', 'closed'],
  ['shipped', 'closed'],
  ['delivered', 'closed'],
  ['cancelled', 'cancelled'],
  ['trash', 'cancelled'],
]);

/** Nobody has ordered yet: the checkout is open, or was left. */
export const UNPLACED: ReadonlySet<string> = new Set(['pending', 'checkout-draft', 'auto-draft']);

/** The payment has not come or has failed: nothing is packed before it does. */
const UNPAID: ReadonlySet<string> = new Set(['on-hold', 'failed']);

/** @param refunds null where only the webhook told the order: it says that there are some, and not of which lines */
export function mapOrder(source: WooOrder, refunds: readonly Refund[] | null): OrderInput {
  const updatedAt = source.date_modified_gmt ?? source.date_created_gmt;
  const isPaidBack = source.status === 'refunded';
  const lines = source.line_items.map((item) =>
    mapLine(item, {
      refunded: isPaidBack ? item.quantity : refundedOf(item.id, refunds ?? []),
      requiresShipping: isShipped(source),
      hold: UNPAID.has(source.status) ? { reason: 'payment_review', since: updatedAt } : undefined,
    }),
  );
  const shipments = mapShipments(source);
  return {
    number: source.number.replace(/^#(?=.)/, ''),
    placedAt: source.date_created_gmt,
    updatedAt,
    status: isPaidBack
      ? shipments.length > 0
        ? 'closed'
        : 'cancelled'
      : (STATUSES.get(source.status) ?? 'open'),
    delivery: deliveryOf(source),
    total: readMoney(source.total, source.currency),
    destination: destinationOf(source),
    lines,
    shipments,
  };
}

export function mapContact({ billing, shipping }: WooOrder): z.input<typeof contactSchema> {
  const name = [shipping, billing].map((at) => [at?.first_name, at?.last_name].filter(Boolean).join(' '));
  return {
    email: firstOf(billing?.email),
    name: firstOf(...name),
    phone: firstOf(billing?.phone, shipping?.phone),
    postalCode: firstOf(shipping?.postcode, billing?.postcode),
  };
}

function firstOf(...texts: readonly (string | null | undefined)[]): string | undefined {
  return texts.find(Boolean) ?? undefined;
}

interface LineFacts {
  readonly refunded: number;
  readonly requiresShipping: boolean;
  readonly hold: OrderLine['hold'] | undefined;
}

function mapLine(
  item: LineItem,
  { refunded, requiresShipping, hold }: LineFacts,
): OrderInput['lines'][number] {
  const quantity = Math.max(0, item.quantity);
  return {
    id: item.id,
    title: item.name ?? '',
    quantity,
    cancelledQuantity: Math.min(quantity, Math.max(0, refunded)),
    requiresShipping,
    hold,
  };
}

/** A refund's line has a quantity below zero and names the line that it pays back. */
function refundedOf(lineId: string, refunds: readonly Refund[]): number {
  const rows = refunds.flatMap((refund) => refund.line_items ?? []);
  const own = rows.filter((row) => row.meta_data?.some((meta) => isRefundOf(meta, lineId)));
  return own.reduce((sum, row) => sum + Math.abs(row.quantity), 0);
}

function isRefundOf(
  { key, value }: { readonly key: string; readonly value?: unknown },
  lineId: string,
): boolean {
  return (
    key === '_refunded_item_id' &&
    (typeof value === 'string' || typeof value === 'number') &&
    String(value) === lineId
  );
}

const COLLECTED: ReadonlySet<string> = new Set(['local_pickup', 'pickup_location']);

/** WooCommerce asks for no shipping method where all of an order is virtual. */
function isShipped({ shipping_lines: methods }: WooOrder): boolean {
  return (methods ?? []).length > 0;
}

function deliveryOf(order: WooOrder): NonNullable<OrderInput['delivery']> {
  if (!isShipped(order)) return 'none';
  const isCollected =
    order.shipping_lines?.every(({ method_id: method }) => COLLECTED.has(method ?? '')) === true;
  return isCollected ? 'pickup' : 'ship';
}

function destinationOf({ shipping, billing }: WooOrder): OrderInput['destination'] {
  const address = shipping?.country ? shipping : billing;
  if (!address?.country) return undefined;
  return {
    country: address.country,
    region: address.state || undefined,
    postalCode: address.postcode || undefined,
  };
}

/** The number is all that tells one parcel from another: extensions keep no ids that last. */
function mapShipments(order: WooOrder): NonNullable<OrderInput['shipments']> {
  const known = new Set(order.line_items.map(({ id }) => id));
  return readShipments(order).map((noted) => ({
    id: `${order.id}:${noted.number}`.slice(0, 100),
    status: noted.isCancelled ? 'cancelled' : 'open',
    carrier: carrierOf(noted),
    trackingNumber: noted.number,
    createdAt: noted.createdAt ?? order.date_modified_gmt ?? order.date_created_gmt,
    lines: noted.lines.filter(({ lineId }) => known.has(lineId)),
  }));
}
