import { describe, expect, it } from '@jest/globals';
import { commerceOrderRecorded, envelopeSchema } from '@tidings/contracts';
import { orderSchema } from '@tidings/domain';
import type { StorefrontReading } from '@tidings/storefronts';
import { interpretOrders } from './interpret-orders.js';

const at = '2026-11-22T12:00:00.000Z';
const context = { brandId: 'acme', source: 'shop', receivedAt: at, topic: 'orders/create' };
const causation = { correlationId: 'c1', causationId: null, traceparent: null };
const origin = {
  brandId: 'acme',
  source: 'shop',
  receiptId: 'r1',
  receivedAt: at,
  isHistory: false,
  causation,
};
const shopOrder = (number: string) => ({
  order: orderSchema.parse({ number, placedAt: at, updatedAt: at, lines: [] }),
  contact: { email: 'jo@example.org' },
});

describe('interpretOrders', () => {
  it('gives the plug-in the topic, and makes an event of its own of each order', () => {
    const topics: (string | null)[] = [];
    const interpret = interpretOrders((_, { topic }) => {
      topics.push(topic);
      return { orders: [shopOrder('1'), shopOrder('2')], reread: null };
    });
    const events = interpret({}, context).toEvents(origin);
    expect(topics).toEqual(['orders/create']);
    expect(new Set(events.map(({ id }) => id)).size).toBe(2);
    const sent = events.map(({ payload }) =>
      commerceOrderRecorded.schema.parse(envelopeSchema.parse(JSON.parse(payload)).data),
    );
    expect(sent.map(({ order, contact, receiptId }) => [order.number, contact?.email, receiptId])).toEqual([
      ['1', 'jo@example.org', 'r1'],
      ['2', 'jo@example.org', 'r1/1'],
    ]);
  });

  it.each<[StorefrontReading, string, number]>([
    [{ error: { code: 'control', message: 'something else' } }, 'control', 0],
    [{ error: { code: 'invalid', message: 'no', field: 'lines.0.id' } }, 'unreadable', 1],
    [{ orders: [], reread: { subject: 'order', id: '7', because: 'fulfillments/create' } }, 'incomplete', 0],
  ])('keeps %j without an event', (reading, state, problems) => {
    const said = interpretOrders(() => reading)({}, context);
    expect([said.state, said.problems.length, said.toEvents(origin)]).toEqual([state, problems, []]);
  });
});
