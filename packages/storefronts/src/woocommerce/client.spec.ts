import { expect, it } from '@jest/globals';
import type { ApiRequest } from '@tidings/http-client';
import { type FakeAnswer, hold } from '../spec-support/fake-shop.js';
import { woocommerceClient } from './client.js';

const client = woocommerceClient.open({
  baseUrl: 'https://shop.example',
  consumerKey: 'ck',
  consumerSecret: 'cs',
});

it('reads an order again, and nothing of one that is gone', () => {
  const shop = ({ path }: ApiRequest): FakeAnswer =>
    path === '/wp-json/wc/v3/orders/7' ? { json: { id: 7 } } : 404;
  expect(hold(client.reread({ subject: 'order', id: '7', because: '' }), shop)).toEqual({ id: 7 });
  expect(hold(client.reread({ subject: 'order', id: '../8', because: '' }), shop)).toBeNull();
});

it('reads the refunds too, where there are some', () => {
  const shop = ({ path }: ApiRequest): FakeAnswer =>
    path.endsWith('/refunds') ? { json: [{ id: 9 }] } : { json: { id: 7, refunds: [{ id: 9 }] } };
  expect(hold(client.reread({ subject: 'order', id: '7', because: '' }), shop)).toEqual({
    order: { id: 7, refunds: [{ id: 9 }] },
    refunds: [{ id: 9 }],
  });
});

it('goes on page by page through what changed, by UTC', () => {
  const asked: ApiRequest['query'][] = [];
  const shop = ({ query }: ApiRequest): FakeAnswer => {
    asked.push(query);
    const count = query?.['page'] === '1' ? 100 : 3;
    return { json: Array.from({ length: count }, (_, index) => ({ id: index + 1 })) };
  };
  const first = hold(client.changedSince('2026-11-20T00:00:00.000Z', null), shop);
  expect([first?.rereads.length, first?.cursor]).toEqual([100, '2']);
  expect(
    hold(client.changedSince('2026-11-20T00:00:00.000Z', first?.cursor ?? null), shop)?.cursor,
  ).toBeNull();
  expect(asked[0]).toMatchObject({ modified_after: '2026-11-20T00:00:00', dates_are_gmt: 'true' });
});

it('switches on again what was switched off, and makes what is missing', () => {
  const address = 'https://in.example/hooks/acme/woo';
  const sent: [string, string][] = [];
  const shop = ({ method, path }: ApiRequest): FakeAnswer => {
    if (method !== 'GET') sent.push([method, path]);
    return {
      json: [
        { id: 1, status: 'active', topic: 'order.created', delivery_url: address },
        { id: 2, status: 'disabled', topic: 'order.updated', delivery_url: address },
        { id: 3, status: 'active', topic: 'order.deleted', delivery_url: 'https://other' },
      ],
    };
  };
  const ensure = client.subscriptions?.ensure(address, 'secret');
  if (ensure === undefined) throw new Error('no subscriptions');
  expect(hold(ensure, shop)).toEqual({
    kept: ['order.created'],
    made: ['order.updated', 'order.deleted', 'order.restored'],
    refused: [],
  });
  expect(sent).toEqual([
    ['PUT', '/wp-json/wc/v3/webhooks/2'],
    ['POST', '/wp-json/wc/v3/webhooks'],
    ['POST', '/wp-json/wc/v3/webhooks'],
  ]);
});
