import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type RunningNats, startNats, type TestDatabase } from '@tidings/testing';
import { sql } from 'kysely';
import { KEY, type RunningAnswers, startAnswers } from './spec-support/running-answers.js';
import { aParcel, aSnapshot } from './spec-support/snapshots.js';
import { until } from './spec-support/until.js';

const NOT_FOUND = '{"found":false,"reason":"not_found"}';

let database: TestDatabase;
let nats: RunningNats;
let answers: RunningAnswers;

beforeAll(async () => {
  [database, nats] = await Promise.all([createTestDatabase(), startNats()]);
  answers = await startAnswers({ databaseUrl: database.url, natsUrl: nats.url });
});
afterAll(async () => {
  await answers.close();
  await nats.stop();
  await database.drop();
});

const askUntilFound = (query: Record<string, string>) =>
  until(
    () => answers.ask(query),
    ({ status }) => status === 200,
  );

describe('GET /v1/order-status', () => {
  beforeAll(async () => {
    await answers.tellOrder('#1001', { email: 'Jo@Example.org' });
    await answers.tellSnapshots(aSnapshot());
    await askUntilFound({ order_number: '1001', email: 'jo@example.org' });
  });

  it('tells the status, flat, to one who knows the e-mail', async () => {
    const { json } = await answers.ask({ order_number: '1001', email: 'jo@example.org' });
    expect(json).toEqual({
      found: true,
      order_number: '1001',
      status: 'in_transit',
      status_label: expect.stringMatching(/\w/),
      summary: expect.stringMatching(/24.*25 November/),
      correction: null,
      next_step: expect.any(String),
      eta_from: '2026-11-24',
      eta_to: '2026-11-25',
      eta_confidence: 'carrier',
      last_event_at: '2026-11-21T20:19:00.000Z',
      last_event: 'in_transit',
      carrier: 'ups',
      tracking_number: null,
      tracking_url: null,
      is_delayed: false,
      is_stale: false,
      needs_human: false,
      as_of: '2026-11-22T11:00:00.000Z',
      shipments_count: 1,
      shipments: [
        expect.objectContaining({ status: 'in_transit', eta_to: '2026-11-25', tracking_number: null }),
      ],
    });
  });

  it.each([
    ['another case and a hash', { order_number: ' #1001', email: ' JO@example.ORG ' }],
    ['a postcode', { order_number: '1001', postcode: '94601' }],
    ['a postcode as people write it', { order_number: '1001', postcode: ' 946 01' }],
    ['both', { order_number: '1001', email: 'jo@example.org', postcode: '94601' }],
  ])('takes %s', async (_, query) => {
    expect((await answers.ask(query)).status).toBe(200);
  });

  it.each([
    ['an order that is not there', { order_number: '4711', email: 'jo@example.org' }, KEY.acme],
    ['the wrong e-mail', { order_number: '1001', email: 'jim@example.org' }, KEY.acme],
    ['the wrong postcode', { order_number: '1001', postcode: '94602' }, KEY.acme],
    [
      'a right e-mail with a wrong postcode',
      { order_number: '1001', email: 'jo@example.org', postcode: '1' },
      KEY.acme,
    ],
    ["another brand's key", { order_number: '1001', email: 'jo@example.org' }, KEY.bolt],
  ])('answers %s with one and the same 404', async (_, query, key) => {
    const told = await answers.ask(query, key);
    expect([told.status, told.text]).toEqual([404, NOT_FOUND]);
  });

  it('reveals nothing to one who guesses 10,000 order numbers and proofs', async () => {
    const unbounded = await startAnswers({
      databaseUrl: database.url,
      natsUrl: nats.url,
      questionsPerMinute: 1_000_000,
    });
    const shown = new Set<string>();
    const guess = async (_: unknown, lane: number) => {
      for (let count = 0; count < 1_000; count++) {
        const nth = lane * 1_000 + count;
        // Every third asks for the order that is there, with a proof that is not its own.
        const isThere = nth % 3 === 0;
        const order_number = isThere ? '1001' : String(200_000 + nth);
        const proof =
          nth % 2 === 0 ? { email: `guess-${nth}@example.org` } : { postcode: String(20_000 + nth) };
        const { status, text, headers } = await unbounded.ask({ order_number, ...proof });
        shown.add(JSON.stringify([status, text, Object.keys(headers).toSorted()]));
      }
    };
    await Promise.all(Array.from({ length: 10 }, guess));
    await unbounded.close();
    expect([...shown]).toHaveLength(1);
    expect([...shown][0]).toContain('404');
  }, 180_000);

  it.each([
    [{ email: 'jo@example.org' }, 'order_number'],
    [{ order_number: '', email: 'jo@example.org' }, 'order_number'],
    [{ order_number: '1001' }, 'email'],
    [{ order_number: '1001', email: 'jo' }, 'email'],
    [{ order_number: '1001', postcode: '--' }, 'postcode'],
    [{ order_number: 'x'.repeat(101), postcode: '1' }, 'order_number'],
  ])('answers %j with 400, naming the field', async (query, field) => {
    const told = await answers.ask(query as Record<string, string>);
    expect(told.status).toBe(400);
    expect(told.json).toMatchObject({ error: { code: 'invalid', field, message: expect.any(String) } });
  });

  it('answers 401 without a good key', async () => {
    for (const key of [null, 'wrong-key-0123456789']) {
      expect((await answers.ask({ order_number: '1001', email: 'jo@example.org' }, key)).status).toBe(401);
    }
  });

  it('tells no place, no item and no number, and stays below 4 kB with many parcels', async () => {
    const parcels = Array.from({ length: 40 }, (_, index) => aParcel({ parcelId: `p${index}` }));
    await answers.tellOrder('BIG-1', { email: 'jo@example.org' });
    await answers.tellSnapshots(aSnapshot({ orderId: 'big', orderNumber: 'BIG-1', token: 'big', parcels }));
    const { text, json } = await askUntilFound({ order_number: 'big-1', email: 'jo@example.org' });
    expect(Buffer.byteLength(text)).toBeLessThan(4_096);
    expect(json['shipments_count']).toBe(40);
    expect((json['shipments'] as unknown[]).length).toBeGreaterThan(3);
    for (const secret of ['MEMPHIS', 'Memphis', '38101', '1Z-SECRET', 'Walnut', 'jo@example.org', '"big"']) {
      expect(text).not.toContain(secret);
    }
  });

  it('says when it could not be checked lately', async () => {
    await answers.tellOrder('OLD-1', { email: 'jo@example.org' });
    const validUntil = '2026-11-22T11:30:00.000Z';
    await answers.tellSnapshots(
      aSnapshot({ orderId: 'old', orderNumber: 'OLD-1', token: 'old', validUntil }),
    );
    const { json } = await askUntilFound({ order_number: 'OLD-1', email: 'jo@example.org' });
    expect([json['is_stale'], json['as_of']]).toEqual([true, '2026-11-22T11:00:00.000Z']);
  });

  it('bounds what one key may ask; the others do not feel it', async () => {
    const asked = await Promise.all(
      Array.from({ length: 100 }, () => answers.ask({ order_number: '1', email: 'a@b.example' }, KEY.slow)),
    );
    const refused = asked.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThan(0);
    expect(Number(refused[0]?.headers['retry-after'])).toBeGreaterThan(0);
    expect((await answers.ask({ order_number: '1001', email: 'jo@example.org' })).status).toBe(200);
  });
});

describe('proofs', () => {
  const digestOf = async (number: string) => {
    const { rows } = await sql<{ email: string | null }>`
      select digest as email from order_proof where brand_id = 'acme' and order_number = ${number}`.execute(
      answers.db,
    );
    return rows[0]?.email ?? null;
  };

  it('are kept as digests, and nothing of them can be read', async () => {
    await answers.tellOrder('SECRET-1', {
      email: 'jo@example.org',
      name: 'Jo Public',
      phone: '555-0100',
      postalCode: '94601',
    });
    await until(
      () => digestOf('SECRET-1'),
      (digest) => digest !== null,
    );
    const { rows } = await sql`select * from order_proof`.execute(answers.db);
    expect(JSON.stringify(rows)).not.toMatch(/jo@|example|Public|555|94601/i);
  });

  it('of an older order do not replace those of a newer one; what a newer one leaves out stays', async () => {
    await answers.tellOrder('ID-1', { email: 'new@example.org' }, '2026-11-22T10:00:00.000Z');
    await answers.tellOrder('ID-1', { email: 'old@example.org' }, '2026-11-22T09:00:00.000Z');
    await answers.tellOrder('ID-1', null, '2026-11-22T11:00:00.000Z');
    await answers.tellSnapshots(aSnapshot({ orderId: 'id', orderNumber: 'ID-1', token: 'id' }));
    await askUntilFound({ order_number: 'ID-1', email: 'new@example.org' });
    const updatedAt = async () => {
      const { rows } = await sql<{ at: string }>`
        select updated_at as at from order_proof where order_number = 'ID-1' and kind = 'postcode'`.execute(
        answers.db,
      );
      return rows[0]?.at;
    };
    await until(updatedAt, (at) => at === '2026-11-22T11:00:00.000Z');
    expect((await answers.ask({ order_number: 'ID-1', email: 'new@example.org' })).status).toBe(200);
    expect((await answers.ask({ order_number: 'ID-1', email: 'old@example.org' })).text).toBe(NOT_FOUND);
  });
});

describe('an order whose buyer asked to be forgotten', () => {
  it('cannot be proven any more, also by what an older event tells late', async () => {
    await answers.tellOrder('GONE-1', { email: 'gone@example.org' }, '2026-11-22T10:00:00.000Z');
    await answers.tellSnapshots(aSnapshot({ orderId: 'gone', orderNumber: 'GONE-1', token: 'gone' }));
    await askUntilFound({ order_number: 'GONE-1', email: 'gone@example.org' });
    await answers.tellErasure('gone-1', '2026-11-22T11:00:00.000Z');
    const ask = () => answers.ask({ order_number: 'GONE-1', email: 'gone@example.org' });
    await until(ask, ({ text }) => text === NOT_FOUND);
    await answers.tellOrder('GONE-1', { email: 'gone@example.org' }, '2026-11-22T10:30:00.000Z');
    await answers.tellOrder('NEXT-1', { email: 'gone@example.org' }, '2026-11-22T10:30:00.000Z');
    await answers.tellSnapshots(aSnapshot({ orderId: 'next', orderNumber: 'NEXT-1', token: 'next' }));
    await askUntilFound({ order_number: 'NEXT-1', email: 'gone@example.org' });
    expect((await ask()).text).toBe(NOT_FOUND);
  });
});

describe('answers.order.find', () => {
  const right = { brandId: 'acme', orderNumber: 'FIND-1', email: 'jo@example.org' };

  beforeAll(async () => {
    await answers.tellOrder('FIND-1', { email: 'jo@example.org' });
    await answers.tellSnapshots(aSnapshot({ orderId: 'find', orderNumber: 'FIND-1', token: 'token-find' }));
    await until(
      () => answers.find(right),
      (reply) => reply !== null,
    );
  });

  it('tells one who knows the number how it stands, and no detail', async () => {
    const found = await answers.find({ ...right, orderNumber: '#find-1' });
    expect(found?.snapshot.orderId).toBe('find');
    expect(found?.answer.parcels[0]?.trackingNumber).toBeNull();
    for (const detail of ['token-find', '1Z-SECRET', 'MEMPHIS', 'Memphis', 'Walnut'])
      expect(JSON.stringify(found)).not.toContain(detail);
  });

  it.each([
    ['another number', { ...right, orderNumber: 'FIND-2' }],
    ['another e-mail', { ...right, email: 'jim@example.org' }],
    ['another postcode', { ...right, email: undefined, postcode: '94602' }],
    ['a right e-mail with a wrong postcode', { ...right, postcode: '1' }],
    ['nothing that was ever told', { ...right, email: undefined, postcode: '-' }],
    ['another brand', { ...right, brandId: 'bolt' }],
  ])('tells one who names %s nothing', async (_, asked) => {
    expect(await answers.find(asked)).toBeNull();
  });
});

describe('answers.order.get', () => {
  it('finds an order by number, id and token, with all that its holder may see', async () => {
    await answers.tellSnapshots(aSnapshot({ orderId: 'rpc', orderNumber: 'RPC-1', token: 'token-rpc' }));
    const found = await until(
      () => answers.get('acme', { orderNumber: '#rpc-1' }),
      (reply) => reply !== null,
    );
    expect(found?.snapshot.orderId).toBe('rpc');
    expect(found?.answer.parcels[0]).toMatchObject({
      trackingNumber: '1Z-SECRET',
      lastPlace: { city: 'MEMPHIS' },
    });
    expect(await answers.get('acme', { orderId: 'rpc' })).toEqual(found);
    expect(await answers.get('acme', { token: 'token-rpc' })).toEqual(found);
  });

  it('keeps the newest version, in whatever order they come, in one batch or many', async () => {
    const version = (number: number) =>
      aSnapshot({ orderId: 'seq', orderNumber: 'SEQ-1', token: 'seq', version: number });
    await answers.tellSnapshots(version(3), version(1), version(5));
    await until(
      () => answers.get('acme', { orderId: 'seq' }),
      (reply) => reply?.snapshot.version === 5,
    );
    await answers.tellSnapshots(
      version(2),
      version(4),
      aSnapshot({ orderId: 'after', orderNumber: null, token: 'after' }),
    );
    await until(
      () => answers.get('acme', { orderId: 'after' }),
      (reply) => reply !== null,
    );
    expect((await answers.get('acme', { orderId: 'seq' }))?.snapshot.version).toBe(5);
  });

  it('shows a brand nothing of another one with the same numbers', async () => {
    await answers.tellSnapshots(aSnapshot({ orderId: 'same', orderNumber: 'SAME-1', token: 'same-a' }));
    await answers.tellSnapshots(
      aSnapshot({ brandId: 'bolt', orderId: 'same', orderNumber: 'SAME-1', token: 'same-b', version: 7 }),
    );
    await until(
      () => answers.get('bolt', { orderId: 'same' }),
      (reply) => reply?.snapshot.version === 7,
    );
    const acme = await until(
      () => answers.get('acme', { orderNumber: 'SAME-1' }),
      (reply) => reply !== null,
    );
    expect([acme?.snapshot.brandId, acme?.snapshot.version]).toEqual(['acme', 1]);
    expect(await answers.get('acme', { token: 'same-b' })).toBeNull();
    expect(await answers.get('nobody', { orderNumber: 'SAME-1' })).toBeNull();
  });
});
