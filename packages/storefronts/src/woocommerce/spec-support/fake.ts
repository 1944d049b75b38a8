import type { ApiRequest } from '@tidings/http-client';
import type { FakeAnswer } from '../../spec-support/fake-shop.js';
import { CHANGED, HOOK, Hooks, type StartShop } from '../../spec-support/shop-under-test.js';

/** For `client.spec.ts`. */
export const startShop: StartShop = (order) => {
  const hooks = new Hooks();
  const settings = {
    baseUrl: 'https://shop.example',
    consumerKey: 'ck',
    consumerSecret: 'cs',
  };
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
    settings,
    answer,
    drop: (topic) => {
      const hook = hooks.all.find((each) => each.topic === topic);
      if (hook) hook.status = 'disabled';
    },
    refuse: (topic) => hooks.refused.add(topic),
    subscribed: () => hooks.at(HOOK),
  };
};
