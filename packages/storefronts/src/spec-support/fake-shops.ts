import type { ApiRequest } from '@tidings/http-client';
import type { OpenStorefront } from '../client.js';
import { shopifyClient } from '../shopify/client.js';
import { woocommerceClient } from '../woocommerce/client.js';
import { fixturesOf } from './fixtures.js';
import type { FakeAnswer } from './fake-shop.js';

/** A shop with one order of the id 7, five that changed, and what it was asked to deliver. */
export interface ShopUnderTest {
  readonly client: OpenStorefront;
  readonly answer: (request: ApiRequest) => FakeAnswer;
  /** It drops, or switches off, this subscription. */
  readonly drop: (topic: string) => void;
  /** It takes no subscription to this topic. */
  readonly refuse: (topic: string) => void;
  readonly subscribed: () => readonly string[];
}

interface Hook {
  readonly id: number;
  readonly topic: string;
  address: string;
  status: string;
}

/** What the shops of all kinds keep of their subscriptions. */
class Hooks {
  readonly all: Hook[] = [{ id: 1, topic: 'other', address: 'https://other.example', status: 'active' }];
  readonly refused = new Set<string>();

  make(topic: string, address: string): FakeAnswer {
    if (this.refused.has(topic)) return 422;
    this.all.push({ id: this.all.length + 1, topic, address, status: 'active' });
    return { json: {} };
  }

  at(address: string): readonly string[] {
    const active = this.all.filter((hook) => hook.address === address && hook.status === 'active');
    return active.map(({ topic }) => topic).toSorted();
  }
}

export const HOOK = 'https://in.example/hooks/acme/shop';
const CHANGED = [7, 8, 9, 10, 11];

/** The order of a fixture, as its shop's API would give it. */
function orderOf(pluginId: string, fixture: string): object {
  const found = fixturesOf(pluginId).find(({ name }) => name === fixture);
  return { ...Object(found?.payload), id: 7 };
}

function aShopify(): ShopUnderTest {
  const hooks = new Hooks();
  const order = orderOf('shopify', 'created');
  const client = shopifyClient.open({ shop: 'acme.myshopify.com', accessToken: 'shpat_1' });
  const answer = ({ method, path, query = {}, body }: ApiRequest): FakeAnswer => {
    const at = path.replace(/^\/admin\/api\/[\d-]+/, '');
    if (at === '/webhooks.json' && method === 'GET') return { json: { webhooks: hooks.all } };
    if (at === '/webhooks.json') {
      const { webhook } = (body as { json: { webhook: { topic: string; address: string } } }).json;
      return hooks.make(webhook.topic, webhook.address);
    }
    if (at === '/orders.json') {
      const from = Number(query['page_info'] ?? 0);
      const link = `<https://x?page_info=${from + 2}>; rel="next"`;
      const orders = CHANGED.slice(from, from + 2).map((id) => ({ id }));
      return { json: { orders }, headers: from + 2 < CHANGED.length ? { link } : {} };
    }
    if (at === '/orders/7.json') return { json: { order } };
    return at === '/orders/7/fulfillment_orders.json' ? { json: { fulfillment_orders: [] } } : 404;
  };
  return {
    client,
    answer,
    drop: (topic) =>
      hooks.all.splice(
        hooks.all.findIndex((hook) => hook.topic === topic),
        1,
      ),
    refuse: (topic) => hooks.refused.add(topic),
    subscribed: () => hooks.at(HOOK),
  };
}

function aWooCommerce(): ShopUnderTest {
  const hooks = new Hooks();
  const order = orderOf('woocommerce', 'created');
  const client = woocommerceClient.open({
    baseUrl: 'https://shop.example',
    consumerKey: 'ck',
    consumerSecret: 'cs',
  });
  const answer = ({ method, path, query = {}, body }: ApiRequest): FakeAnswer => {
    const at = path.replace('/wp-json/wc/v3', '');
    if (at === '/webhooks' && method === 'GET')
      return { json: hooks.all.map(({ address, ...hook }) => ({ ...hook, delivery_url: address })) };
    if (at.startsWith('/webhooks')) {
      const { topic, delivery_url: address } = (body as { json: { topic: string; delivery_url: string } })
        .json;
      const known = hooks.all.find(({ id }) => at === `/webhooks/${id}`);
      if (known === undefined) return hooks.make(topic, address);
      known.status = 'active';
      return { json: {} };
    }
    if (at === '/orders') {
      const from = (Number(query['page']) - 1) * 100;
      const ids = [...CHANGED, ...Array.from({ length: 100 }, (_, index) => 100 + index)];
      return { json: ids.slice(from, from + 100).map((id) => ({ id })) };
    }
    return at === '/orders/7' ? { json: order } : 404;
  };
  return {
    client,
    answer,
    drop: (topic) => {
      const hook = hooks.all.find((each) => each.topic === topic);
      if (hook) hook.status = 'disabled';
    },
    refuse: (topic) => hooks.refused.add(topic),
    subscribed: () => hooks.at(HOOK),
  };
}

/** One for every plug-in that can be asked. */
export const FAKE_SHOPS: Readonly<Record<string, () => ShopUnderTest>> = {
  shopify: aShopify,
  woocommerce: aWooCommerce,
};
