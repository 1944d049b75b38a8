import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { buildOrderSnapshot, ORDER_STATES, pageToken, type RunningNats, startNats } from '@tidings/testing';
import {
  type RunningOrders,
  type RunningPortal,
  seen,
  startOrders,
  startPortal,
} from './spec-support/run-portal.js';

let nats: RunningNats;
let orders: RunningOrders;
let portal: RunningPortal;

beforeAll(async () => {
  nats = await startNats();
  orders = await startOrders(nats.url);
  portal = await startPortal(nats.url);
  orders.keep(buildOrderSnapshot(), buildOrderSnapshot({ brandId: 'bolt', token: pageToken('of-bolt') }));
});
afterAll(async () => {
  await portal.close();
  await orders.close();
  await nats.stop();
});

const page = `/t/${pageToken('on-its-way')}`;

describe("an order's page", () => {
  it('is shown to whoever holds its link, on the host of its brand', async () => {
    const { status, headers, body } = await portal.get(page);
    expect(status).toBe(200);
    expect(body).toContain('<h1 id="headline">On its way</h1>');
    expect(body).toContain('Acme &amp; Daughters');
    expect(body).toContain('Between Tue 24 and Thu 26 November');
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'private, no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex, nofollow',
      'x-content-type-options': 'nosniff',
      'content-security-policy':
        "default-src 'none'; style-src 'self'; img-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    });
    expect(body).not.toMatch(/<script|<style|style=|\son[a-z]+=/i);
  });

  it('finds its brand whatever the case and port of the host', async () => {
    expect((await portal.get(page, 'TRACK.acme.example:8443')).status).toBe(200);
  });

  it('is dressed by a stylesheet that may be kept for ever', async () => {
    const { body } = await portal.get(page);
    const [, path = ''] = /href="(\/assets\/portal-[0-9a-f]{16}\.css)"/.exec(body) ?? [];
    const sheet = await portal.get(path, 'anywhere.example');
    expect(sheet.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
    });
    expect(sheet.body).toContain('--band: #f2c14e; --band-ink: #000000;');
    const other = await portal.get(`/t/${pageToken('of-bolt')}`, 'track.bolt.example');
    expect(other.body).not.toContain(path);
  });
});

describe('a choice for an open case', () => {
  const token = pageToken('to-choose');
  const fields = { case: 'c1', option: 'collect' };
  const keepOpenCase = () => {
    const snapshot = ORDER_STATES['open-case'];
    if (snapshot === undefined) throw new Error('no such state');
    orders.keep({ ...snapshot, token });
  };

  it('is taken from the page that offers it, and shown there from then on', async () => {
    keepOpenCase();
    const before = await portal.get(`/t/${token}`);
    expect(before.body).toContain(`action="/t/${token}/choices"`);
    expect(before.headers['content-security-policy']).toContain("form-action 'self'");
    const { status, headers } = await portal.post(`/t/${token}/choices`, fields);
    expect([status, headers['location']]).toEqual([303, `/t/${token}`]);
    expect(orders.chosen.at(-1)).toEqual({
      brandId: 'acme',
      orderId: '018f3f1e-0000-7000-8000-000000000001',
      caseId: 'c1',
      option: 'collect',
      idempotencyKey: 'page:c1:collect',
    });
    const after = await portal.get(`/t/${token}`);
    expect(after.body).toContain('you chose: “Hold it to be collected”');
    expect(after.body).not.toContain('<form');
    expect(after.headers['content-security-policy']).toContain("form-action 'none'");
  });

  it('that the page does not offer changes nothing, and leads back to the page', async () => {
    keepOpenCase();
    const count = orders.chosen.length;
    const wrong = [
      { case: 'c1', option: 'reship' },
      { case: 'c1', option: 'nonsense' },
      { case: 'c2', option: 'collect' },
      { case: '', option: '' },
    ];
    for (const each of wrong) expect((await portal.post(`/t/${token}/choices`, each)).status).toBe(303);
    expect(orders.chosen.length).toBe(count);
  });

  it('is nothing to one without the link, nor to one with another brand’s', async () => {
    keepOpenCase();
    const count = orders.chosen.length;
    const unknown = seen(await portal.get(`/t/${pageToken('unknown')}`));
    for (const [guess, host] of [
      [pageToken('unknown')],
      ['short'],
      [token, 'track.bolt.example'],
      [token, 'track.nobody.example'],
    ] as const)
      expect(seen(await portal.post(`/t/${guess}/choices`, fields, host))).toEqual(unknown);
    expect(orders.chosen.length).toBe(count);
  });
});

describe('a corrected address', () => {
  const right = { case: 'c1', street: ' 12 Quay Street ', extra: '', postcode: 'TR11 3LW', city: 'Falmouth' };
  const tokenOf = pageToken('to-be-corrected');
  const keepCase = () => {
    const snapshot = ORDER_STATES['open-case'];
    if (snapshot === undefined) throw new Error('no such state');
    orders.keep({ ...snapshot, token: tokenOf });
  };

  it('is told before it is chosen, and stands in no address and on no page after that', async () => {
    keepCase();
    const { status, headers } = await portal.post(`/t/${tokenOf}/address`, right);
    expect([status, headers['location']]).toEqual([303, `/t/${tokenOf}`]);
    const { case: caseId, ...address } = { ...right, street: '12 Quay Street' };
    expect(orders.corrected.at(-1)).toEqual({ brandId: 'acme', orderNumber: 'AC-1001', caseId, address });
    expect(orders.chosen.at(-1)).toMatchObject({ caseId, option: 'correct_address' });
    const { body } = await portal.get(`/t/${tokenOf}`);
    expect(body).toContain('you chose: “Correct the address”');
    expect(body).not.toContain('Quay Street');
  });

  it.each([
    [{ street: ' ' }, 'Please fill in the street and house number.'],
    [{ city: '' }, 'Please fill in the town or city.'],
    [{ postcode: 'x'.repeat(21) }, 'Please shorten the postcode to 20 characters.'],
    [{ extra: '!!' }, 'Please write the flat, floor or company in letters or digits.'],
  ])('that is not one, %j, is shown again with what is wrong, and told to nobody', async (over, says) => {
    keepCase();
    const counts = () => [orders.corrected.length, orders.chosen.length];
    const before = counts();
    const hostile = '"><script>alert(1)</script>';
    const form = { ...right, extra: hostile, ...over };
    const { status, body } = await portal.post(`/t/${tokenOf}/address`, form);
    expect(status).toBe(422);
    expect(body).toContain(says);
    expect(body).not.toContain('<script');
    expect(counts()).toEqual(before);
  });

  it('is taken once, for a case that offers it, from one with the link', async () => {
    keepCase();
    const count = orders.corrected.length;
    const unknown = seen(await portal.get(`/t/${pageToken('unknown')}`));
    expect(seen(await portal.post(`/t/${pageToken('unknown')}/address`, right))).toEqual(unknown);
    expect(seen(await portal.post(`/t/${tokenOf}/address`, right, 'track.bolt.example'))).toEqual(unknown);
    expect((await portal.post(`/t/${tokenOf}/address`, { ...right, case: 'c2' })).status).toBe(303);
    await portal.post(`/t/${tokenOf}/choices`, { case: 'c1', option: 'collect' });
    expect((await portal.post(`/t/${tokenOf}/address`, right)).status).toBe(303);
    expect(orders.corrected.length).toBe(count);
  });
});

describe('every address that leads nowhere', () => {
  it('is answered with the same page', async () => {
    const unknown = seen(await portal.get(`/t/${pageToken('unknown')}`));
    expect(unknown).toMatchObject({ status: 404, body: expect.stringContaining('nothing to see here') });
    expect(unknown).toMatchObject({ body: expect.stringContaining('href="/track"') });
    const others: readonly (readonly [string, string?])[] = [
      [page, 'track.nobody.example'],
      [page, 'track.bolt.example'],
      [page, ''],
      [`/t/${pageToken('of-bolt')}`],
      ['/t/short'],
      [`/t/${'x'.repeat(400)}`],
      ['/t/%00'],
      ["/t/' or 1=1 --".replaceAll(' ', '%20')],
      [`${page}/more`],
      ['/t/'],
      ['/'],
      ['/assets/other.css'],
      ['/assets/..%2f..%2fpackage.json'],
    ];
    for (const [path, host] of others) {
      expect([path, host, seen(await portal.get(path, host))]).toEqual([path, host, unknown]);
    }
  });

  it('is answered with the same page even where it is no address at all', async () => {
    const { body: unknown } = await portal.get('/t/unknown');
    for (const path of ['/t/%zz', `/t/${'x'.repeat(900)}`]) {
      const { status, body } = await portal.get(path);
      expect([path, status, body]).toEqual([path, 404, unknown]);
    }
  });

  it('costs one question, whether the host is known or not and whatever the token looks like', async () => {
    const countOf = async (path: string, host?: string) => {
      const before = orders.asked.length;
      await portal.get(path, host);
      return orders.asked.length - before;
    };
    expect(await countOf(`/t/${pageToken('unknown')}`)).toBe(1);
    expect(await countOf('/t/short')).toBe(1);
    expect(await countOf(page, 'track.nobody.example')).toBe(1);
  });

  it('reveals nothing to one who guesses 10,000 tokens', async () => {
    const shown = new Set<string>();
    const guess = async () => {
      for (let count = 0; count < 1_000; count++) {
        shown.add(JSON.stringify(seen(await portal.get(`/t/${randomBytes(16).toString('base64url')}`))));
      }
    };
    await Promise.all(Array.from({ length: 10 }, guess));
    expect(shown.size).toBe(1);
    expect([...shown][0]).toContain('"status":404');
  }, 180_000);
});

describe('a portal for a machine without the domain of its brand', () => {
  it('shows that brand under any host, and no other', async () => {
    const local = await startPortal(nats.url, 'acme');
    expect((await local.get(page, '127.0.0.1')).status).toBe(200);
    expect((await local.get(`/t/${pageToken('of-bolt')}`, 'track.bolt.example')).status).toBe(404);
    await local.close();
  });

  it('does not start for a brand that does not exist', async () => {
    await expect(startPortal(nats.url, 'nobody')).rejects.toThrow("there is no brand 'nobody'");
  });
});

describe('every state', () => {
  it.each(Object.keys(ORDER_STATES))('has a page: %s', async (name) => {
    const snapshot = ORDER_STATES[name];
    if (snapshot === undefined) throw new Error(name);
    orders.keep({ ...snapshot, token: pageToken(name) });
    const { status, body } = await portal.get(`/t/${pageToken(name)}`);
    expect(status).toBe(200);
    expect(body).toMatch(/<h1 id="headline">\w/);
    expect(body).not.toMatch(/undefined|null|\[object/);
  });
});

describe('while the orders cannot be reached', () => {
  it('says that it is our fault, the same for every address', async () => {
    await orders.close();
    const shown = await portal.get(page);
    expect([shown.status, shown.headers['retry-after']]).toEqual([503, '5']);
    expect(shown.body).toContain('We cannot show this page at the moment');
    expect(seen(await portal.get('/t/short', 'track.nobody.example'))).toEqual(seen(shown));
    orders = await startOrders(nats.url);
  });
});
