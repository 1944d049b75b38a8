import { basicAuth, type Conversation } from '@tidings/http-client';
import { z } from 'zod';
import { type ChangedOrders, defineStorefront, type EnsuredSubscriptions, get, jsonOf } from '../client.js';
import type { Reread } from '../port.js';

const API = '/wp-json/wc/v3';

const settingsSchema = z.object({
  /** The shop's own address: `https://shop.example`. */
  baseUrl: z.url({ protocol: /^https?$/ }),
  consumerKey: z.string().min(1),
  consumerSecret: z.string().min(1),
});

export const woocommerceClient = defineStorefront({
  settings: settingsSchema,
  baseUrl: ({ baseUrl }) => baseUrl,
  auth: ({ consumerKey, consumerSecret }) => ({
    kind: 'headers',
    headers: basicAuth(consumerKey, consumerSecret),
  }),
  // WooCommerce limits nothing; the machines that it runs on do.
  limits: [{ requests: 2, perSeconds: 1 }],
  reread,
  changedSince,
  subscriptions: { ensure },
});

/** The order, and its refunds beside it where it has some: the order itself does not say of which lines. */
function* reread({ id }: Reread): Conversation<unknown> {
  const path = `${API}/orders/${encodeURIComponent(id)}`;
  const order = jsonOf(yield get(path));
  const parsed = refundedSchema.safeParse(order);
  if (!parsed.success || parsed.data.refunds.length === 0) return order;
  const refunds = jsonOf(yield get(`${path}/refunds`, { per_page: '100' }));
  return { order, refunds: refunds ?? [] };
}

const refundedSchema = z.object({ refunds: z.array(z.unknown()) });

const PAGE_SIZE = 100;
const ordersSchema = z.array(z.object({ id: z.number() }));

/** WooCommerce REST docs, List all orders; the cursor is the page. */
function* changedSince(from: string, cursor: string | null): Conversation<ChangedOrders | null> {
  const page = cursor ?? '1';
  const answer = yield get(`${API}/orders`, {
    modified_after: from.slice(0, 19),
    dates_are_gmt: 'true',
    orderby: 'modified',
    order: 'asc',
    per_page: String(PAGE_SIZE),
    page,
    _fields: 'id',
  });
  const { data: orders } = ordersSchema.safeParse(jsonOf(answer));
  if (orders === undefined) return null;
  return {
    rereads: orders.map(({ id }) => ({ subject: 'order', id: String(id), because: 'it changed' })),
    cursor: orders.length < PAGE_SIZE ? null : String(Number(page) + 1),
  };
}

const TOPICS = ['order.created', 'order.updated', 'order.deleted', 'order.restored'] as const;
const webhooksSchema = z.array(
  z.object({ id: z.number(), status: z.string(), topic: z.string(), delivery_url: z.string() }),
);

/** WooCommerce switches a webhook off after five failures in a row; switched on again it is as good as new. */
function* ensure(address: string, secret: string): Conversation<EnsuredSubscriptions | null> {
  const list = webhooksSchema.safeParse(jsonOf(yield get(`${API}/webhooks`, { per_page: '100' })));
  // A list that could not be read would have us subscribe to everything again.
  if (!list.success) return null;
  const ours = list.data.filter(({ delivery_url: url }) => url === address);
  const [kept, made, refused]: [string[], string[], string[]] = [[], [], []];
  for (const topic of TOPICS) {
    const known = ours.find((webhook) => webhook.topic === topic);
    if (known?.status === 'active') {
      kept.push(topic);
      continue;
    }
    const json = { topic, delivery_url: address, secret, status: 'active', name: `Tidings ${topic}` };
    const path = known === undefined ? `${API}/webhooks` : `${API}/webhooks/${known.id}`;
    const { status } = yield { method: known === undefined ? 'POST' : 'PUT', path, body: { json } };
    (status < 300 ? made : refused).push(topic);
  }
  return { kept, made, refused };
}
