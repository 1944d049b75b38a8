import { type FakeApi, type FakeReply, type FakeRequest, type Fault, startFakeApi } from './fake-api.js';

const API = '/admin/api/2026-01';

interface Fulfillment {
  readonly id: number;
  readonly tracking_numbers: readonly string[];
  tracking_urls: readonly string[];
}

export interface FakeOrder {
  readonly id: number;
  readonly name: string;
  updatedAt: string;
  /** Why it is held, as Shopify writes it; only the order's fulfilment orders tell. */
  hold: string | null;
  readonly fulfillments: readonly Fulfillment[];
}

/** A Shopify shop on this machine. */
export interface FakeShopify extends FakeApi {
  readonly orders: FakeOrder[];
  subscriptions: { topic: string; address: string }[];
  readonly served: { readonly atMs: number; readonly what: string; readonly fault: Fault | null }[];
  /** Topics that it does not take. */
  readonly refused: Set<string>;
}

export function anOrder(id: number, over: Partial<FakeOrder> = {}): FakeOrder {
  return {
    id,
    name: `#${1000 + id}`,
    updatedAt: '2026-11-22T11:00:00Z',
    hold: null,
    fulfillments: [],
    ...over,
  };
}

/** As its webhooks and its API tell an order. */
export function orderJson({ id, name, updatedAt, fulfillments }: FakeOrder) {
  return {
    id,
    name,
    created_at: '2026-11-20T10:00:00Z',
    updated_at: updatedAt,
    shipping_address: { country_code: 'DE' },
    line_items: [{ id: 1, title: 'Lamp', quantity: 1, requires_shipping: true }],
    fulfillments: fulfillments.map((each) => ({
      ...each,
      status: 'success',
      created_at: '2026-11-21T10:00:00Z',
      tracking_company: 'UPS',
    })),
  };
}

export async function startFakeShopify(nowMs: () => number): Promise<FakeShopify> {
  const shop: Omit<FakeShopify, keyof FakeApi> = {
    orders: [],
    subscriptions: [],
    served: [],
    refused: new Set(),
  };
  const api = await startFakeApi((asked, takeFault) => {
    const what = `${asked.method} ${asked.path.replace(API, '')}`;
    shop.served.push({ atMs: nowMs(), what, fault: takeFault() });
    return replyOf(shop, what, asked);
  });
  return Object.assign(shop, api);
}

type Shop = Omit<FakeShopify, keyof FakeApi>;

function replyOf(shop: Shop, what: string, asked: FakeRequest): FakeReply {
  if (what === 'GET /webhooks.json') return { body: { webhooks: shop.subscriptions } };
  if (what === 'POST /webhooks.json') return subscribe(shop, asked);
  if (what === 'POST /graphql.json') return writeLink(shop, asked);
  if (what === 'GET /orders.json') return list(shop, asked);
  const [, id, parts] = /^GET \/orders\/(\d+)(\/fulfillment_orders)?\.json$/.exec(what) ?? [];
  const order = shop.orders.find((each) => String(each.id) === id);
  if (order === undefined) return { status: 404, body: { errors: 'Not Found' } };
  return { body: parts === undefined ? { order: orderJson(order) } : { fulfillment_orders: partsOf(order) } };
}

function partsOf({ hold }: FakeOrder) {
  const holds = hold === null ? [] : [{ reason: hold }];
  const status = hold === null ? 'open' : 'on_hold';
  return [{ status, fulfillment_holds: holds, line_items: [{ line_item_id: 1, quantity: 1 }] }];
}

function subscribe(shop: Shop, { body }: FakeRequest): FakeReply {
  const { webhook } = JSON.parse(body) as { webhook: { topic: string; address: string } };
  if (shop.refused.has(webhook.topic)) return { status: 422, body: { errors: 'needs a scope' } };
  shop.subscriptions.push(webhook);
  return { status: 201, body: { webhook } };
}

/** Two a page. */
function list({ orders }: Shop, { query }: FakeRequest): FakeReply {
  const name = query.get('name');
  if (name !== null)
    return { body: { orders: orders.filter((each) => each.name.includes(name)).map(orderJson) } };
  const [from = '', skipped = '0'] = (query.get('page_info') ?? query.get('updated_at_min') ?? '').split('+');
  const changed = orders.filter(({ updatedAt }) => updatedAt >= from);
  const start = Number(skipped);
  const next = `<https://x?page_info=${encodeURIComponent(`${from}+${start + 2}`)}>; rel="next"`;
  const page = changed.slice(start, start + 2).map(({ id }) => ({ id }));
  return { headers: changed.length > start + 2 ? { link: next } : {}, body: { orders: page } };
}

function writeLink({ orders }: Shop, { body }: FakeRequest): FakeReply {
  const { variables } = JSON.parse(body) as {
    variables: { id: string; tracking: { urls?: readonly string[]; numbers: readonly string[] } };
  };
  const found = orders
    .flatMap(({ fulfillments }) => fulfillments)
    .find(({ id }) => variables.id.endsWith(`/${id}`));
  if (found !== undefined)
    found.tracking_urls =
      variables.tracking.urls ?? variables.tracking.numbers.map((number) => `https://ups.example/${number}`);
  return { body: { data: { fulfillmentTrackingInfoUpdate: { userErrors: [] } } } };
}
