import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  answersOrderGet,
  decisionsConfirm,
  decisionsList,
  ingestionQuarantineRenormalise,
  messagesList,
} from '@tidings/contracts';
import { addHours } from '@tidings/domain';
import { conversationRootOf } from '@tidings/channels';
import { simpleParser } from 'mailparser';
import type { TrackerRow } from '../feed/easypost-body.js';
import { type TestBrand, testBrands } from '../harness/write-brands.js';
import { until } from '../harness/until.js';
import { badAddress, delivered, label, outForDelivery, pickedUp } from '../stories/scans.js';
import { apiCall, deliver, signed, tryDelivery, webhook } from './spec-support/doors.js';
import { orderBody, type Parcel, parcels, scanAt } from './spec-support/parcels.js';
import { readEnvelopes } from './spec-support/read-envelopes.js';
import { NOW, Stage } from './spec-support/stage.js';

const [harbour, meadow] = testBrands;
const ordered = parcels('11', 3);
const [first, second, third] = ordered as readonly [Parcel, Parcel, Parcel];

/** What only one brand's customers may ever read; towns and goods, because all numbers and people are the same. */
const MARKS: Readonly<Record<string, readonly string[]>> = {
  harbour: ['Harbourville', 'Oilskin', 'harbour'],
  meadow: ['Meadowton', 'Clover', 'meadow'],
};
const GOODS: Readonly<Record<string, string>> = { harbour: 'Oilskin coat', meadow: 'Clover seeds' };
const TOWNS: Readonly<Record<string, string>> = { harbour: 'Harbourville', meadow: 'Meadowton' };
const otherOf = ({ id }: TestBrand): TestBrand => (id === harbour.id ? meadow : harbour);
const crossed = (brandId: string, text: string): readonly string[] =>
  MARKS[brandId === harbour.id ? meadow.id : harbour.id]?.filter((mark) => text.includes(mark)) ?? ['?'];

const rowsAt = (brand: TestBrand, rows: readonly TrackerRow[]): readonly TrackerRow[] =>
  rows.map((row) => ({ ...row, city: TOWNS[brand.id] ?? '', region: 'ME', postalCode: '04101' }));
const start = [scanAt(NOW, -20, label), scanAt(NOW, -6, pickedUp)];
/** The same parcel numbers fare differently. */
const JOURNEYS = {
  harbour: [
    [first, [...start, scanAt(NOW, -1, delivered)]],
    [second, [...start, scanAt(NOW, -2, outForDelivery)]],
    [third, start],
  ],
  meadow: [
    [first, [...start, scanAt(NOW, -1, badAddress)]],
    [second, start],
    [third, [...start, scanAt(NOW, -3, delivered)]],
  ],
} as const;

let stage: Stage;
const ids = new Map<string, Map<string, { readonly orderId: string; readonly token: string }>>();

function identityOf(brand: TestBrand, parcel: Parcel): { readonly orderId: string; readonly token: string } {
  const found = ids.get(brand.id)?.get(parcel.orderNumber);
  if (found === undefined) throw new Error(`${brand.id} has no order ${parcel.orderNumber}`);
  return found;
}

beforeAll(async () => {
  stage = await Stage.set({ withAnswers: true });
  for (const brand of testBrands) {
    const times = { placedAt: addHours(NOW, -30), shippedAt: addHours(NOW, -21) };
    const body = (parcel: Parcel): string =>
      orderBody(parcel, times).replace('A pair of walking boots', GOODS[brand.id] ?? '');
    await deliver(
      stage,
      ordered.map((parcel) => apiCall('/v1/orders', body(parcel), { brand })),
    );
  }
  await stage.settle();
  const deliveries = testBrands.flatMap((brand) =>
    JOURNEYS[brand.id as keyof typeof JOURNEYS].map(([parcel, rows]) =>
      webhook(parcel, rowsAt(brand, rows), brand),
    ),
  );
  await deliver(stage, deliveries);
  for (const brand of testBrands)
    await deliver(stage, [signed(`{"unreadable":"${GOODS[brand.id]}"}`, brand)]);
  await stage.settle();
  const rows = await stage.rows<{ id: string; brand: string; number: string; token: string }>(
    `select id, brand_id as brand, number, token from engine.orders`,
  );
  for (const { id, brand, number, token } of rows) {
    const own = ids.get(brand) ?? new Map<string, { orderId: string; token: string }>();
    ids.set(brand, own.set(number, { orderId: id, token }));
  }
}, 120_000);
afterAll(() => stage.strike());

async function get(service: 'ingestion' | 'decision-engine' | 'answers', path: string, key: string) {
  const answer = await fetch(`${stage.urlOf(service)}${path}`, {
    headers: { authorization: `Bearer ${key}` },
  });
  return { status: answer.status, text: await answer.text() };
}

describe.each(testBrands)('of two brands with the same orders and customers, $id', (brand) => {
  const other = otherOf(brand);
  const isHarbour = brand.id === harbour.id;

  it('reads its own on every route', async () => {
    const status = `/v1/order-status?order_number=${first.orderNumber}&email=${first.email}`;
    const told = await get('answers', status, brand.apiKey);
    expect(JSON.parse(told.text)).toMatchObject({ found: true, needs_human: !isHarbour });
    const cases = await get('decision-engine', '/v1/cases', brand.apiKey);
    expect((JSON.parse(cases.text) as { cases: unknown[] }).cases).toHaveLength(isHarbour ? 0 : 1);
    const decisions = await get('decision-engine', `/v1/decisions?order=${first.orderNumber}`, brand.apiKey);
    const theirs = identityOf(other, first).orderId;
    expect(decisions.text).toContain(identityOf(brand, first).orderId);
    const sources = await get('ingestion', '/v1/sources', brand.apiKey);
    for (const answer of [told, cases, decisions, sources]) {
      expect(answer.status).toBe(200);
      expect(answer.text).not.toContain(theirs);
      expect(crossed(brand.id, answer.text)).toEqual([]);
    }
  });

  it('is not let in by the credentials of the other', async () => {
    const before = await stage.rows('select from ingestion.receipt');
    const forged = { ...webhook(first, rowsAt(brand, start), other), path: `/hooks/${brand.id}/easypost` };
    expect((await tryDelivery(stage, forged)).status).toBe(401);
    const replayed = { ...webhook(first, rowsAt(brand, start), brand), path: `/hooks/${other.id}/easypost` };
    expect((await tryDelivery(stage, replayed)).status).toBe(401);
    const bounces = await fetch(`${stage.urlOf('notifier')}/hooks/${brand.id}/bounces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${other.apiKey}` },
      body: JSON.stringify({ events: [{ address: first.email, kind: 'bounce' }] }),
    });
    expect(bounces.status).toBe(401);
    expect(await stage.rows('select from ingestion.receipt')).toHaveLength(before.length);
    expect(await stage.rows('select from notifier.suppression')).toHaveLength(0);
  });

  it('is answered by every service with its own', async () => {
    const { rpc } = stage;
    const { orderId, token } = identityOf(other, first);
    const named = { brandId: brand.id, orderNumber: first.orderNumber };
    const order = await rpc.call(answersOrderGet, {
      brandId: brand.id,
      by: { orderNumber: first.orderNumber },
    });
    expect(order?.answer.headline).toBe(isHarbour ? 'delivered' : 'problem');
    for (const by of [{ orderId }, { token }])
      expect(await rpc.call(answersOrderGet, { brandId: brand.id, by })).toBeNull();
    const decisions = await rpc.call(decisionsList, named);
    const messages = await rpc.call(messagesList, named);
    const { orderId: own } = identityOf(brand, first);
    expect(messages.messages.map(({ condition }) => condition)).toEqual([
      isHarbour ? 'delivered' : 'exception',
    ]);
    for (const { key } of [...decisions.decisions, ...messages.messages]) expect(key).toContain(own);
    const [message] = messages.messages;
    const asked = { brandId: other.id, orderId: own, key: message?.key ?? '' };
    expect(await rpc.call(decisionsConfirm, { messages: [asked] })).toEqual({ confirmed: [] });
    expect(
      await rpc.call(ingestionQuarantineRenormalise, { brandId: brand.id, after: null, limit: 100 }),
    ).toMatchObject({ read: 1 });
    expect(crossed(brand.id, JSON.stringify([order, decisions, messages]))).toEqual([]);
  });
});

describe('between two brands with the same orders and customers', () => {
  it('no event crosses', async () => {
    const ownerOf = new Map(
      [...ids].flatMap(([brandId, own]) => [...own.values()].map(({ orderId }) => [orderId, brandId])),
    );
    stage.clock.advanceHours(7);
    await until('both brands lost sight', 20_000, () =>
      stage.alerts.filter(({ alert }) => alert === 'source_blind').length === 2 ? true : null,
    );
    await stage.settle();
    const envelopes = await readEnvelopes(stage.bus);
    const subjects = new Set(envelopes.map(({ subject }) => subject));
    expect([...subjects].toSorted()).toEqual([
      'commerce.order.recorded.v1',
      'decision.message.requested.v1',
      'messaging.message.settled.v1',
      'order.snapshot.updated.v1',
      'source.health.changed.v1',
      'statement.status.shown.v1',
      'tracking.report.recorded.v1',
    ]);
    for (const { subject, brandId, id, payload } of envelopes) {
      expect(id.startsWith(`${subject}:${brandId}:`)).toBe(true);
      expect([id, crossed(brandId, payload)]).toEqual([id, []]);
      const named = [...ownerOf].filter(([orderId]) => payload.includes(orderId ?? ''));
      expect([id, named.filter(([, owner]) => owner !== brandId)]).toEqual([id, []]);
    }
  });

  it('no mail crosses, and what stops one brand stops the other not', async () => {
    const before = stage.mails.length;
    expect(before).toBe(6);
    const bounces = await fetch(`${stage.urlOf('notifier')}/hooks/harbour/bounces`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${harbour.apiKey}` },
      body: JSON.stringify({ events: [{ address: second.email, kind: 'bounce' }] }),
    });
    expect(bounces.status).toBe(200);
    stage.clock.advanceHours(1);
    const arrived = [...start, scanAt(stage.clock.now(), 0, delivered)];
    await deliver(
      stage,
      testBrands.map((brand) => webhook(second, rowsAt(brand, arrived), brand)),
    );
    await stage.settle();
    expect(stage.mails.slice(before).map(({ headers }) => headers.get('from'))).toEqual([
      expect.stringContaining(meadow.sender),
    ]);
    for (const { raw, headers } of stage.mails) {
      const brand = headers.get('from')?.includes(harbour.sender) === true ? harbour : meadow;
      const { text, html, subject, replyTo } = await simpleParser(raw);
      const roots = ordered.map((parcel) =>
        conversationRootOf(identityOf(brand, parcel).orderId, brand.sender),
      );
      expect(roots).toContain(headers.get('references'));
      expect(replyTo?.text).toContain(`help@${brand.id}.example`);
      expect(`${subject}${text}${String(html)}`).toContain(`${brand.id} goods`);
      const everything = [text, html, subject, ...headers.values()].join('\n');
      expect(crossed(brand.id, everything)).toEqual([]);
    }
  });
});
