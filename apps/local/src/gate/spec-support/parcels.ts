import { addHours, type Instant } from '@tidings/domain';
import type { TrackerRow } from '../../feed/easypost-body.js';

/** One order of one parcel, of a customer with no other. */
export interface Parcel {
  readonly orderNumber: string;
  readonly trackingNumber: string;
  readonly email: string;
}

/** @param series two digits, so that the parcels of one spec do not share numbers */
export function parcels(series: string, count: number): readonly Parcel[] {
  return Array.from({ length: count }, (_, index) => {
    const serial = String(index).padStart(8, '0');
    return {
      orderNumber: `G-${series}-${serial}`,
      trackingNumber: `77${series}${serial}`,
      email: `customer.${series}.${serial}@shopper.example`,
    };
  });
}

export interface OrderTimes {
  readonly placedAt: Instant;
  /** When the shop made the parcel; null while it has not. */
  readonly shippedAt: Instant | null;
}

/** The order in our own JSON. */
export function orderBody({ orderNumber, trackingNumber, email }: Parcel, times: OrderTimes): string {
  const { placedAt, shippedAt } = times;
  const lines = [{ lineId: '1', quantity: 1 }];
  const shipment = { id: `s-${orderNumber}`, carrier: 'FedEx', trackingNumber, createdAt: shippedAt, lines };
  return JSON.stringify({
    number: orderNumber,
    placedAt,
    updatedAt: shippedAt ?? placedAt,
    lines: [{ id: '1', title: 'A pair of walking boots', quantity: 1 }],
    shipments: shippedAt === null ? [] : [shipment],
    destination: { country: 'US', region: 'ME', postalCode: '04101' },
    contact: { email, name: 'A. Customer', postalCode: '04101' },
  });
}

/** Steps of a parcel in our own JSON. */
export function eventsBody(
  { orderNumber, trackingNumber }: Parcel,
  events: readonly Readonly<Record<string, unknown>>[],
): string {
  return JSON.stringify({ orderNumber, parcel: { carrier: 'FedEx', trackingNumber }, events });
}

/** A carrier's row so many hours after `from`; negative: before. */
export function scanAt(from: Instant, hours: number, row: Omit<TrackerRow, 'at'>): TrackerRow {
  return { at: addHours(from, hours).replace('.000Z', 'Z'), ...row };
}
