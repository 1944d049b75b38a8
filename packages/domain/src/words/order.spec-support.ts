import type { Instant } from '../time/instant.js';
import type { Order } from './order.js';

/** An open order of one thing that is to be sent, before there is a shipment. */
export function orderPlacedAt(placedAt: Instant): Order {
  return {
    number: '1',
    placedAt,
    updatedAt: placedAt,
    status: 'open',
    delivery: 'ship',
    lines: [{ id: 'a', title: 'Kettle', quantity: 1, cancelledQuantity: 0, requiresShipping: true }],
    shipments: [],
  };
}
