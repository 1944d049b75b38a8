import { describe, expect, it } from '@jest/globals';
import type { ApiRequest } from '@tidings/http-client';
import { type FakeAnswer, hold } from '../spec-support/fake-shop.js';
import type { PublishedLink } from '../tracking-links.js';
import { shopifyClient } from './client.js';
import { shopify } from './index.js';

const SHOP = { shop: 'lumen.myshopify.com', accessToken: 'shpat_1' };
const API = '/admin/api/2026-01';
const LINK = 'https://track.lumen.example/t/abc';
const client = shopifyClient.open(SHOP);

describe('the credentials', () => {
  it('are a token, or what a token is given for; never sent anywhere but to the shop', () => {
    expect(client).toMatchObject({
      baseUrl: 'https://lumen.myshopify.com',
      auth: { kind: 'headers', headers: { 'x-shopify-access-token': 'shpat_1' } },
    });
    const app = { shop: SHOP.shop, clientId: 'c', clientSecret: 's' };
    expect(shopifyClient.open(app).auth).toMatchObject({
      kind: 'client_credentials',
      tokenHeader: 'x-shopify-access-token',
    });
    expect(() => shopifyClient.open({ shop: SHOP.shop })).toThrow(/accessToken/);
    expect(() => shopifyClient.open({ ...SHOP, shop: 'evil.example' })).toThrow(/shop/);
  });
});

describe('reading again', () => {
  const order = {
    id: 7,
    name: '#1001',
    created_at: '2026-11-20T10:00:00Z',
    updated_at: '2026-11-20T10:00:00Z',
    shipping_address: { country_code: 'DE' },
    line_items: [{ id: 1, title: 'Lamp', quantity: 1 }],
  };
  const held = {
    status: 'on_hold',
    fulfillment_holds: [{ reason: 'high_risk_of_fraud' }],
    line_items: [{ line_item_id: 1, quantity: 1 }],
  };
  const answers: Record<string, FakeAnswer> = {
    [`${API}/fulfillment_orders/9.json`]: { json: { fulfillment_order: { order_id: 7 } } },
    [`${API}/orders/7.json`]: { json: { order } },
    [`${API}/orders/7/fulfillment_orders.json`]: { json: { fulfillment_orders: [held] } },
  };
  const answer = ({ path }: ApiRequest) => answers[path] ?? 404;

  it.each([
    ['order', '7'],
    ['fulfillment_order', '9'],
  ])('an %s gives the order with its holds', (subject, id) => {
    const payload = hold(client.reread({ subject, id, because: '' }), answer);
    const reading = shopify.read(payload, { receivedAt: '2026-11-22T12:00:00.000Z', topic: null });
    expect(reading).toMatchObject({
      orders: [{ order: { number: '1001', lines: [{ hold: { reason: 'fraud_review' } }] } }],
      reread: null,
    });
  });

  it('what is gone gives nothing', () => {
    expect(hold(client.reread({ subject: 'order', id: '8', because: '' }), answer)).toBeNull();
    expect(hold(client.reread({ subject: 'fulfillment_order', id: '8', because: '' }), answer)).toBeNull();
  });

  it('goes on page by page through what changed', () => {
    const next = '<https://x/admin/orders.json?limit=100&page_info=p2>; rel="next"';
    const ask = (cursor: string | null) =>
      hold(client.changedSince('2026-11-20T00:00:00.000Z', cursor), ({ query }) =>
        query?.['page_info'] === 'p2'
          ? { json: { orders: [{ id: 8 }] }, headers: { link: '<https://x?page_info=p1>; rel="previous"' } }
          : { json: { orders: [{ id: 7 }] }, headers: { link: next } },
      );
    expect(ask(null)).toMatchObject({ rereads: [{ subject: 'order', id: '7' }], cursor: 'p2' });
    expect(ask('p2')).toMatchObject({ rereads: [{ id: '8' }], cursor: null });
  });
});

it('subscribes to what is missing, and to nothing when it cannot see what there is', () => {
  const address = 'https://in.example/hooks/lumen/shopify';
  const known = [
    { topic: 'orders/create', address },
    { topic: 'orders/updated', address: 'https://other' },
  ];
  const posted: unknown[] = [];
  const shop = (request: ApiRequest): FakeAnswer => {
    if (request.method === 'GET') return { json: { webhooks: known } };
    posted.push(request.body);
    return { json: {} };
  };
  const { subscriptions } = client;
  if (subscriptions === undefined) throw new Error('no subscriptions');
  const { kept, made = [] } = hold(subscriptions.ensure(address, 'secret'), shop) ?? {};
  expect(kept).toEqual(['orders/create']);
  expect(made).toContain('orders/updated');
  expect(posted).toHaveLength(made.length);
  expect(hold(subscriptions.ensure(address, 'secret'), () => 404)).toBeNull();
});

describe('the tracking link', () => {
  /** A shop of one order with two fulfilments, one with two numbers, and one without any. */
  function aShop() {
    const fulfillments = [
      {
        id: 11,
        status: 'success',
        tracking_company: 'UPS',
        tracking_numbers: ['1Z1', '1Z2'],
        tracking_urls: ['https://ups/1', 'https://ups/2'],
      },
      {
        id: 12,
        status: 'success',
        tracking_company: 'DHL',
        tracking_numbers: ['JD1'],
        tracking_urls: ['https://dhl/1'],
      },
      { id: 13, status: 'success', tracking_company: null, tracking_numbers: [], tracking_urls: [] },
    ];
    const writes: unknown[] = [];
    const answer = ({ method, body }: ApiRequest): FakeAnswer => {
      const orders = [
        { name: '#1001-A', fulfillments: [] },
        { name: '#1001', fulfillments },
      ];
      if (method === 'GET') return { json: { orders } };
      const { variables } = (body as { json: { variables: { id: string; tracking: { urls?: string[] } } } })
        .json;
      writes.push(variables.tracking);
      const own = fulfillments.find(({ id }) => variables.id.endsWith(`/${id}`));
      if (own) own.tracking_urls = variables.tracking.urls ?? ['https://carrier/again'];
      return { json: { data: { fulfillmentTrackingInfoUpdate: { userErrors: [] } } } };
    };
    return { fulfillments, writes, answer };
  }
  const links = client.trackingLinks;
  if (links === undefined) throw new Error('no links');
  const publish = (shop: ReturnType<typeof aShop>, published: readonly PublishedLink[], link = LINK) =>
    hold(links.publish({ orderNumber: '1001', link, published }), shop.answer);

  it('is written once, for every number, and does not notify', () => {
    const shop = aShop();
    const first = publish(shop, []);
    expect(shop.writes).toEqual([
      { company: 'UPS', numbers: ['1Z1', '1Z2'], urls: [LINK, LINK] },
      { company: 'DHL', numbers: ['JD1'], urls: [LINK] },
    ]);
    expect(publish(shop, first)).toEqual(first);
    expect(publish(shop, [])).toHaveLength(2);
    expect(shop.writes).toHaveLength(2);
  });

  it("is never written over the merchant's later edit, and a removal leaves that alone too", () => {
    const shop = aShop();
    const first = publish(shop, []);
    const [, second] = shop.fulfillments;
    if (second) second.tracking_urls = ['https://merchant.example/own'];
    const later = publish(shop, first);
    expect(later).toContainEqual({ fulfillmentId: '12', link: null, before: ['https://dhl/1'] });
    publish(shop, later, 'https://track.lumen.example/t/new');
    const left = hold(links.remove({ orderNumber: '1001', published: later }), shop.answer);
    expect(left).toEqual([]);
    expect(second?.tracking_urls).toEqual(['https://merchant.example/own']);
  });

  it('is taken back to what stood before it', () => {
    const shop = aShop();
    const published = publish(shop, []);
    hold(links.remove({ orderNumber: '1001', published }), shop.answer);
    expect(shop.fulfillments.map((each) => each.tracking_urls)).toEqual([
      ['https://ups/1', 'https://ups/2'],
      ['https://dhl/1'],
      [],
    ]);
  });

  it('that the shop refused is not taken for written', () => {
    const shop = aShop();
    const refuse = (request: ApiRequest): FakeAnswer =>
      request.method === 'GET'
        ? shop.answer(request)
        : { json: { data: { fulfillmentTrackingInfoUpdate: { userErrors: [{}] } } } };
    expect(hold(links.publish({ orderNumber: '1001', link: LINK, published: [] }), refuse)).toEqual([]);
  });
});
