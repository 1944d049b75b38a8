import { describe, expect, it } from '@jest/globals';
import type { ChangedOrders } from './client.js';
import { findStorefrontPlugin, storefrontPlugins } from './registry.js';
import { hold } from './spec-support/fake-shop.js';
import { FAKE_SHOPS, HOOK, type ShopUnderTest } from './spec-support/fake-shops.js';

const FROM = '2026-11-20T00:00:00.000Z';
const SEVEN = { subject: 'order', id: '7', because: 'spec' };

it('is tried with a shop of every kind that can be asked', () => {
  const asked = storefrontPlugins.filter(({ client }) => client !== undefined).map(({ id }) => id);
  expect(Object.keys(FAKE_SHOPS).toSorted()).toEqual(asked.toSorted());
});

describe.each(Object.entries(FAKE_SHOPS))('the client of %s', (id, startShop) => {
  it('reads an order again, whole: nothing more is to be asked', () => {
    const { client, answer } = startShop();
    const payload = hold(client.reread(SEVEN), answer);
    const reading = findStorefrontPlugin(id)?.read(payload, { receivedAt: FROM, topic: null });
    expect(reading).toMatchObject({ orders: [{ order: { number: expect.any(String) } }], reread: null });
  });

  it('gives nothing of an order that is gone', () => {
    const { client, answer } = startShop();
    expect(hold(client.reread({ ...SEVEN, id: '404' }), answer)).toBeNull();
  });

  it('goes through all that changed, page by page, each once', () => {
    const { client, answer } = startShop();
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: ChangedOrders | null = hold(client.changedSince(FROM, cursor), answer);
      if (page === null) throw new Error('no list');
      seen.push(...page.rereads.map((reread) => reread.id));
      cursor = page.cursor;
    } while (cursor !== null);
    expect(seen.slice(0, 5)).toEqual(['7', '8', '9', '10', '11']);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('does not take what is no list for an empty one', () => {
    const { client } = startShop();
    const nonsense = () => ({ json: { errors: 'Bad Request' } });
    expect(hold(client.changedSince(FROM, null), nonsense)).toBeNull();
    expect(client.subscriptions && hold(client.subscriptions.ensure(HOOK, 's'), nonsense)).toBeNull();
  });

  it('subscribes to what is missing, mends what the shop dropped, and touches nothing else', () => {
    const { client, answer, drop, subscribed } = startShop();
    const ensure = () => client.subscriptions && hold(client.subscriptions.ensure(HOOK, 'secret'), answer);
    const first = ensure();
    expect(first).toMatchObject({ kept: [], refused: [] });
    expect(subscribed()).toEqual(first?.made.toSorted());
    expect(ensure()).toMatchObject({ made: [], refused: [] });
    const [topic = ''] = subscribed();
    drop(topic);
    expect(subscribed()).not.toContain(topic);
    expect(ensure()).toMatchObject({ made: [topic], refused: [] });
    expect(subscribed()).toEqual(first?.made.toSorted());
  });

  it('names what the shop would not take', () => {
    const { client, answer, refuse, subscribed } = startShop();
    const ensure = () => client.subscriptions && hold(client.subscriptions.ensure(HOOK, 'secret'), answer);
    const [topic = ''] = topicsOf(startShop);
    refuse(topic);
    expect(ensure()?.refused).toEqual([topic]);
    expect(subscribed()).not.toContain(topic);
  });
});

function topicsOf(startShop: () => ShopUnderTest) {
  const { client, answer } = startShop();
  return (client.subscriptions && hold(client.subscriptions.ensure(HOOK, 's'), answer))?.made ?? [];
}
