import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ORDER_STATES, pageToken, type RunningNats, startNats } from '@tidings/testing';
import {
  PROOFS,
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
});
afterAll(async () => {
  await portal.close();
  await orders.close();
  await nats.stop();
});

describe('a look-up without a link', () => {
  const token = pageToken('looked-up');
  const right = { order: 'AC-7001', proof: PROOFS.email };
  const keepOrder = () => {
    const snapshot = ORDER_STATES['open-case'];
    if (snapshot === undefined) throw new Error('no such state');
    orders.keep({ ...snapshot, orderNumber: 'AC-7001', token });
  };

  it('asks for the number and something that the customer knows, on a page of the brand', async () => {
    const { status, body, headers } = await portal.get('/track');
    expect(status).toBe(200);
    expect(body).toContain('<form');
    expect(headers['content-security-policy']).toContain("form-action 'self'");
  });

  it.each([PROOFS.email, ` ${PROOFS.postcode} `])(
    'tells how it stands to one who knows %s',
    async (proof) => {
      keepOrder();
      const { status, body } = await portal.post('/track', { order: ' AC-7001 ', proof });
      expect(status).toBe(200);
      expect(body).toContain('Held up by a problem');
      expect(body).toContain('is behind the link in the emails');
    },
  );

  it('tells no detail, no address of the page, and offers no choice', async () => {
    keepOrder();
    const { body } = await portal.post('/track', right);
    for (const detail of [
      '1Z999AA10123456784',
      'Walnut bowl',
      'BRISTOL',
      'Bristol',
      'London',
      'EXCEPTION',
      token,
    ])
      expect(body).not.toContain(detail);
    expect(body).not.toContain('<form');
    // Half of the way would look as if nothing else had happened.
    expect(body).not.toContain('What has happened so far');
  });

  it('differs neither in body nor in status, whatever was wrong', async () => {
    keepOrder();
    const wrong = seen(await portal.post('/track', { order: 'AC-9999', proof: PROOFS.email }));
    expect(wrong).toMatchObject({ status: 404 });
    for (const fields of [
      { ...right, proof: 'eve@shopper.example' },
      { ...right, proof: 'EC1A 1BB' },
      { ...right, proof: '' },
      { ...right, proof: '!' },
      { ...right, proof: 'x'.repeat(1_000) },
      { ...right, order: '' },
      { ...right, order: 'x'.repeat(1_000) },
      { ...right, order: '<script>' },
      {},
    ])
      expect([fields, seen(await portal.post('/track', fields))]).toEqual([fields, wrong]);
  });

  it('finds no order of another brand, and nothing under a host that belongs to none', async () => {
    keepOrder();
    expect((await portal.post('/track', right, 'track.bolt.example')).status).toBe(404);
    expect(orders.lookedUp.at(-1)?.brandId).toBe('bolt');
    const unknown = seen(await portal.get(`/t/${pageToken('unknown')}`));
    expect(seen(await portal.get('/track', 'track.nobody.example'))).toEqual(unknown);
    expect(seen(await portal.post('/track', right, 'track.nobody.example'))).toEqual(unknown);
  });

  it('reveals nothing to one who guesses 10,000 order numbers', async () => {
    const shown = new Set<string>();
    const guess = async (_: unknown, lane: number) => {
      for (let count = 0; count < 1_000; count++) {
        const order = `AC-${100_000 + lane * 1_000 + count}`;
        shown.add(JSON.stringify(seen(await portal.post('/track', { order, proof: PROOFS.email }))));
      }
    };
    await Promise.all(Array.from({ length: 10 }, guess));
    expect(shown.size).toBe(1);
  }, 180_000);

  it('is bounded from one address, and for one order, with a page that says so', async () => {
    keepOrder();
    const strict = await startPortal(nats.url, null, { perAddress: 20, perOrder: 1 });
    const statuses: number[] = [];
    for (let count = 0; count < 12; count++)
      statuses.push((await strict.post('/track', { ...right, proof: `SW1A ${count}` })).status);
    expect(statuses).toEqual([...Array.from({ length: 10 }, () => 404), 429, 429]);
    const limited = await strict.post('/track', right);
    expect(limited.body).toContain('Please try again in a few minutes');
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    const others: number[] = [];
    for (let count = 0; count < 10; count++)
      others.push((await strict.post('/track', { order: `AC-${count}`, proof: PROOFS.email })).status);
    expect(others).toContain(429);
    expect((await strict.get('/track')).status).toBe(200);
    await strict.close();
  });
});
