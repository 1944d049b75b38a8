import type { ApiAuth, ApiRequest, Conversation } from '@tidings/http-client';
import { z } from 'zod';
import { type ChangedOrders, defineStorefront, get, jsonOf } from '../client.js';
import type { Reread } from '../port.js';
import { ensureShopifySubscriptions } from './subscriptions.js';
import { publishShopifyLinks, removeShopifyLinks } from './tracking-links.js';

const API = '/admin/api/2026-01';

/** An app's fixed token, or what an app of the developer dashboard gets a token for a day with. */
const settingsSchema = z
  .object({
    shop: z.string().regex(/^[a-z0-9][a-z0-9-]*\.myshopify\.com$/, 'the shop: example.myshopify.com'),
    accessToken: z.string().min(1).optional(),
    clientId: z.string().min(1).optional(),
    clientSecret: z.string().min(1).optional(),
  })
  .refine(({ accessToken, clientId, clientSecret }) => accessToken ?? (clientId && clientSecret), {
    path: ['accessToken'],
    message: 'an access token is needed, or clientId and clientSecret',
  });
type Settings = z.infer<typeof settingsSchema>;

export const shopifyClient = defineStorefront({
  settings: settingsSchema,
  baseUrl: ({ shop }) => `https://${shop}`,
  auth: authOf,
  // Shopify docs, Admin REST API: a bucket of 40 requests, of which 2 a second run out.
  limits: [{ requests: 40, perSeconds: 20 }],
  reread,
  changedSince,
  subscriptions: { ensure: (address) => ensureShopifySubscriptions(API, address) },
  trackingLinks: {
    publish: (order) => publishShopifyLinks(API, order),
    remove: (order) => removeShopifyLinks(API, order),
  },
});

/** Shopify docs, Client credentials grant. */
function authOf({ accessToken, clientId, clientSecret }: Settings): ApiAuth {
  const tokenHeader = 'x-shopify-access-token';
  if (accessToken !== undefined) return { kind: 'headers', headers: { [tokenHeader]: accessToken } };
  const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
  const token: ApiRequest = { method: 'POST', path: '/admin/oauth/access_token', body: { form } };
  return { kind: 'client_credentials', token, tokenHeader };
}

const partSchema = z.object({
  fulfillment_order: z.object({ order_id: z.union([z.number(), z.string()]).transform(String) }),
});

/** An order with its fulfilment orders, as two answers side by side: only they know holds and schedules. */
function* reread({ subject, id }: Reread): Conversation<unknown> {
  let orderId = id;
  if (subject === 'fulfillment_order') {
    const part = partSchema.safeParse(jsonOf(yield get(`${API}/fulfillment_orders/${id}.json`)));
    if (!part.success) return null;
    orderId = part.data.fulfillment_order.order_id;
  }
  const order = jsonOf(yield get(`${API}/orders/${orderId}.json`));
  if (order === null) return null;
  const parts = jsonOf(yield get(`${API}/orders/${orderId}/fulfillment_orders.json`));
  return { ...asObject(order), ...asObject(parts) };
}

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}

const PAGE = '100';
const listSchema = z.object({
  orders: z.array(z.object({ id: z.union([z.number(), z.string()]).transform(String) })),
});

/** Oldest change first; Shopify's own cursor stands in the `link` header. */
function* changedSince(from: string, cursor: string | null): Conversation<ChangedOrders | null> {
  const query =
    cursor === null
      ? { status: 'any', updated_at_min: from, order: 'updated_at asc', fields: 'id', limit: PAGE }
      : { page_info: cursor, fields: 'id', limit: PAGE };
  const answer = yield get(`${API}/orders.json`, query);
  const list = listSchema.safeParse(jsonOf(answer));
  if (!list.success) return null;
  const rereads = list.data.orders.map(({ id }) => ({
    subject: 'order',
    id,
    because: 'it changed',
  }));
  const [, next = ''] = /[?&](page_info=[^&>]+)[^>]*>;\s*rel="?next/.exec(answer.headers['link'] ?? '') ?? [];
  return { rereads, cursor: new URLSearchParams(next).get('page_info') };
}
