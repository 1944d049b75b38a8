import { describe, expect, it } from '@jest/globals';
import type { ChangedOrders, StorefrontClient } from './client.js';
import { fixturesOf } from './fixtures.js';
import type { StorefrontPlugin } from './port.js';
import { storefrontPlugins } from './registry.js';
import { hold } from './spec-support/fake-shop.js';
import { HOOK, type StartShop } from './spec-support/shop-under-test.js';

const FROM = '2026-11-20T00:00:00.000Z';
const SEVEN = { subject: 'order', id: '7', because: 'spec' };

const SHOPS = await Promise.all(
  storefrontPlugins.flatMap((plugin) =>
    plugin.client === undefined ? [] : [playedShop(plugin, plugin.client)],
  ),
);

/** The plug-in, and how a shop of its kind is opened and played. */
async function playedShop(plugin: StorefrontPlugin, { open }: StorefrontClient) {
  const { startShop } = (await import(`./${plugin.id}/spec-support/fake.js`)) as { startShop: StartShop };
  const created = fixturesOf(plugin).find(({ name }) => name === 'created');
  const start = () => {
    const shop = startShop({ ...Object(created?.payload), id: 7 });
    return { ...shop, client: open(shop.settings) };
  };
  return [plugin.id, { plugin, start }] as const;
}

describe.each(SHOPS)('the client of %s', (_, { plugin, start }) => {
  it('takes another address and other limits from the brand', () => {
    const { client } = plugin;
    const own = { baseUrl: 'https://proxy.example', limits: [{ requests: 7, perSeconds: 60 }] };
    const { settings } = start();
    expect(client?.open({ ...settings, ...own })).toMatchObject(own);
    expect(() => client?.open({ ...settings, limits: [{ requests: 0, perSeconds: 1 }] })).toThrow(/limits/);
    expect(() => client?.open({ ...settings, baseUrl: 'file:///etc/passwd' })).toThrow(/baseUrl/);
  });

  it('reads an order again, whole: nothing more is to be asked', () => {
    const { client, answer } = start();
    const payload = hold(client.reread(SEVEN), answer);
    const reading = plugin.read(payload, { receivedAt: FROM, topic: null });
    expect(reading).toMatchObject({ orders: [{ order: { number: expect.any(String) } }], reread: null });
  });

  it('gives nothing of an order that is gone', () => {
    const { client, answer } = start();
    expect(hold(client.reread({ ...SEVEN, id: '404' }), answer)).toBeNull();
  });

  it('goes through all that changed, page by page, each once', () => {
    const { client, answer } = start();
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
    const { client } = start();
    const nonsense = () => ({ json: { errors: 'Bad Request' } });
    expect(hold(client.changedSince(FROM, null), nonsense)).toBeNull();
    expect(client.subscriptions && hold(client.subscriptions.ensure(HOOK, 's'), nonsense)).toBeNull();
  });

  it('subscribes to what is missing, mends what the shop dropped, and touches nothing else', () => {
    const { client, answer, drop, subscribed } = start();
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
    const { client, answer, refuse, subscribed } = start();
    const ensure = () => client.subscriptions && hold(client.subscriptions.ensure(HOOK, 'secret'), answer);
    const [topic = ''] = topicsOf();
    refuse(topic);
    expect(ensure()?.refused).toEqual([topic]);
    expect(subscribed()).not.toContain(topic);
  });

  function topicsOf(): readonly string[] {
    const { client, answer } = start();
    return (client.subscriptions && hold(client.subscriptions.ensure(HOOK, 's'), answer))?.made ?? [];
  }
});
