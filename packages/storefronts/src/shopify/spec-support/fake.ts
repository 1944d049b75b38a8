import type { ApiRequest } from '@tidings/http-client';
import type { FakeAnswer } from '../../spec-support/fake-shop.js';
import { CHANGED, HOOK, Hooks, type StartShop } from '../../spec-support/shop-under-test.js';

/** For `client.spec.ts`. */
export const startShop: StartShop = (order) => {
  const hooks = new Hooks();
  const settings = { shop: 'acme.myshopify.com', accessToken: 'shpat_1' };
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
    settings,
    answer,
    drop: (topic) =>
      hooks.all.splice(
        hooks.all.findIndex((hook) => hook.topic === topic),
        1,
      ),
    refuse: (topic) => hooks.refused.add(topic),
    subscribed: () => hooks.at(HOOK),
  };
};
