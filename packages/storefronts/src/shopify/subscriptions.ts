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
): Conversation<EnsuredSubscriptions> {
  const list = listSchema.safeParse(jsonOf(yield get(`${api}/webhooks.json`, { limit: '250' })));
  const webhooks = list.data?.webhooks ?? [];
  const known = new Set(webhooks.filter((each) => each.address === address).map(({ topic }) => topic));
  const made: string[] = [];
  // A list that could not be read would have us subscribe to everything again.
  for (const topic of list.success ? TOPICS : []) {
    if (known.has(topic)) continue;
    const json = { webhook: { topic, address, format: 'json' } };
    const { status } = yield { method: 'POST', path: `${api}/webhooks.json`, body: { json } };
    if (status < 300) made.push(topic);
  }
  return { kept: [...known], made };
}
