import type { Conversation } from '@tidings/http-client';
import { z } from 'zod';
import { type EnsuredSubscriptions, get, jsonOf } from '../client.js';

/** All that tells of an order; what is told twice is known by its content. */
const TOPICS = [
  'orders/create',
  'orders/updated',
  'orders/cancelled',
  'orders/delete',
  'fulfillments/create',
  'fulfillments/update',
  'refunds/create',
  'fulfillment_orders/placed_on_hold',
  'fulfillment_orders/hold_released',
  'fulfillment_orders/rescheduled',
] as const;

const listSchema = z.object({ webhooks: z.array(z.object({ topic: z.string(), address: z.string() })) });

/** Shopify deletes a subscription whose deliveries failed eight times in a row. */
export function* ensureShopifySubscriptions(
  api: string,
  address: string,
): Conversation<EnsuredSubscriptions | null> {
  const list = listSchema.safeParse(jsonOf(yield get(`${api}/webhooks.json`, { limit: '250' })));
  // A list that could not be read would have us subscribe to everything again.
  if (!list.success) return null;
  const known = new Set(
    list.data.webhooks.filter((each) => each.address === address).map(({ topic }) => topic),
  );
  const [made, refused]: [string[], string[]] = [[], []];
  for (const topic of TOPICS) {
    if (known.has(topic)) continue;
    const json = { webhook: { topic, address, format: 'json' } };
    const { status } = yield { method: 'POST', path: `${api}/webhooks.json`, body: { json } };
    (status < 300 ? made : refused).push(topic);
  }
  return { kept: [...known], made, refused };
}
