import { commerceOrderRecorded, toOutgoing } from '@tidings/contracts';
import type { ShopOrder, StorefrontPlugin } from '@tidings/storefronts';
import { type EventOrigin, type Interpret, nothingSaid } from './interpret.js';

type ReadOrders = StorefrontPlugin['read'];

/**
 * Makes the interpreter of a shop.
 * @param options `canReread`: the shop's API is asked for what a webhook left out, and its answer taken instead: a hold that
 * only the answer knows would else seem released with every webhook
 */
export function interpretOrders(
  read: ReadOrders,
  { canReread = false }: { readonly canReread?: boolean } = {},
): Interpret {
  return (payload, { receivedAt, topic }) => {
    const reading = read(payload, { receivedAt, topic });
    if ('error' in reading) {
      const { code, message, field } = reading.error;
      return code === 'control'
        ? nothingSaid('control')
        : nothingSaid('unreadable', { field: field ?? null, message });
    }
    const { orders, reread } = reading;
    if (canReread && reread !== null)
      return { ...nothingSaid('incomplete'), rereads: [{ ...reread, isTelling: orders.length > 0 }] };
    if (orders.length === 0) return nothingSaid('incomplete');
    return {
      state: 'recorded',
      problems: [],
      figures: { events: orders.length },
      toEvents: (origin) => orders.map((order, index) => toOrderEvent(order, index, origin)),
    };
  };
}

function toOrderEvent({ order, contact }: ShopOrder, index: number, origin: EventOrigin) {
  const { brandId, source, receivedAt, isHistory, causation } = origin;
  // One delivery may tell of several orders; each is an event of its own.
  const receiptId = index === 0 ? origin.receiptId : `${origin.receiptId}/${index}`;
  return toOutgoing(commerceOrderRecorded, {
    brandId,
    occurredAt: receivedAt,
    ...causation,
    data: { receiptId, source, receivedAt, isHistory, order, contact },
  });
}
