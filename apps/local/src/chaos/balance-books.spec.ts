import { describe, expect, it } from '@jest/globals';
import { messageIdOf } from '@tidings/channels';
import { parcelStory } from '../feed/parcel-story.js';
import type { RecordedMail } from '../harness/mail-server.js';
import { balanceBooks } from './balance-books.js';
import type { BookedOrder, Books } from './books.js';

const story = parcelStory(0, '2026-11-22T12:00:00.000Z');
const sender = 'orders@harbour.example';
const conditions = ['on_its_way', 'out_for_delivery', 'delivered'];
const killedAtMs = 1_000_000;

function aMail(key: string, receivedAtMs: number): RecordedMail {
  const headers = new Map([['from', `Harbour <${sender}>`]]);
  return {
    messageId: messageIdOf(key, sender),
    to: [story.email],
    subject: '',
    headers,
    raw: '',
    receivedAtMs,
  };
}

const order: BookedOrder = {
  orderId: 'order-1',
  brandId: 'harbour',
  orderNumber: story.orderNumber,
  version: 12,
  events: story.rows.map(({ at, message }) => ({
    trackingNumber: story.trackingNumber,
    wall: at.slice(0, 19),
    text: message,
  })),
  decisions: conditions.map((condition) => ({ key: `key:${condition}`, condition })),
  speeches: conditions.map((condition) => ({ messageKey: `key:${condition}`, state: 'sent' })),
};

const balanced: Books = {
  brands: [{ brandId: 'harbour', sender, stories: [story] }],
  accepted: [
    { brandId: 'harbour', body: 'one', receiptId: 'receipt-1' },
    { brandId: 'harbour', body: 'one', receiptId: 'receipt-1' },
  ],
  struck: [{ what: 'notifier', fromMs: killedAtMs, toMs: killedAtMs + 10 }],
  receiptIds: new Set(['receipt-1']),
  orders: [order],
  sends: conditions.map((condition) => ({ brandId: 'harbour', key: `key:${condition}`, state: 'sent' })),
  mails: conditions.map((condition) => aMail(`key:${condition}`, killedAtMs - 60_000)),
  snapshotVersions: new Map([['order-1', 12]]),
  leftovers: { 'the dead letters': 0 },
};

const withOrder = (change: Partial<BookedOrder>): Books => ({
  ...balanced,
  orders: [{ ...order, ...change }],
});

describe('balanceBooks', () => {
  it('finds nothing where nothing is wrong', () => {
    expect(balanceBooks(balanced)).toEqual([]);
  });

  it.each<[string, Books, RegExp]>([
    ['a dead letter', { ...balanced, leftovers: { 'the dead letters': 2 } }, /^2 left in the dead letters$/],
    [
      'a lost receipt',
      { ...balanced, receiptIds: new Set(['another']) },
      /2 accepted webhooks have no receipt/,
    ],
    [
      'a webhook kept twice',
      {
        ...balanced,
        accepted: [...balanced.accepted, { brandId: 'harbour', body: 'one', receiptId: 'receipt-2' }],
        receiptIds: new Set(['receipt-1', 'receipt-2']),
      },
      /1 webhooks were kept more than once/,
    ],
    ['a lost order', { ...balanced, orders: [] }, /order harbour A-10000 is not there/],
    [
      'an event that was not folded',
      withOrder({ events: order.events.slice(1) }),
      /1 events were not folded/,
    ],
    [
      'an event folded twice',
      withOrder({ events: [...order.events, ...order.events.slice(0, 1)] }),
      /12 events for 11 rows/,
    ],
    [
      'an event of another parcel',
      withOrder({ events: order.events.map((event) => ({ ...event, trackingNumber: '1' })) }),
      /11 events of another parcel/,
    ],
    [
      'a missing decision',
      withOrder({ decisions: order.decisions.slice(1) }),
      /decided delivered, out_for_delivery/,
    ],
    [
      'a condition decided twice',
      withOrder({ decisions: [...order.decisions, { key: 'key:again', condition: 'delivered' }] }),
      /decided delivered, delivered, on_its_way/,
    ],
    [
      'a message that is still to leave',
      withOrder({ speeches: [{ messageKey: 'key:delivered', state: 'requested' }] }),
      /message key:delivered is still requested/,
    ],
    [
      'a message that the ledger calls sent and the notifier does not know',
      { ...balanced, sends: balanced.sends.slice(1) },
      /message key:on_its_way was not sent, though the ledger says so/,
    ],
    [
      'a message that nobody decided',
      { ...balanced, sends: [...balanced.sends, { brandId: 'harbour', key: 'key:x', state: 'dropped' }] },
      /message key:x was never decided/,
    ],
    [
      'a mail that never came',
      { ...balanced, mails: balanced.mails.slice(1) },
      /marked as sent and never arrived/,
    ],
    [
      'a mail that nobody decided',
      { ...balanced, mails: [...balanced.mails, aMail('key:x', 0)] },
      /nobody decided the mail/,
    ],
    [
      'a mail to somebody else',
      { ...balanced, mails: balanced.mails.map((mail) => ({ ...mail, to: ['other@shopper.example'] })) },
      /went from Harbour <orders@harbour.example> to other@shopper.example/,
    ],
    [
      'a mail of the other brand',
      {
        ...balanced,
        mails: balanced.mails.map((mail) => ({
          ...mail,
          headers: new Map([['from', 'orders@meadow.example']]),
        })),
      },
      /went from orders@meadow.example/,
    ],
    [
      'a mail that came twice for no reason',
      { ...balanced, mails: [...balanced.mails, aMail('key:delivered', killedAtMs)] },
      /was sent again although nothing had happened/,
    ],
    [
      'a snapshot of before',
      { ...balanced, snapshotVersions: new Map([['order-1', 11]]) },
      /version 11 of 12/,
    ],
  ])('names %s', (_what, books, problem) => {
    expect(balanceBooks(books).join('\n')).toMatch(problem);
  });

  it('excuses a repeat of what was under way when the notifier was killed', () => {
    const mails = [
      ...balanced.mails,
      aMail('key:late', killedAtMs - 500),
      aMail('key:late', killedAtMs + 9_000),
    ];
    const sends = [...balanced.sends, { brandId: 'harbour', key: 'key:late', state: 'sent' }];
    expect(balanceBooks({ ...balanced, mails, sends }).join()).not.toMatch(/sent again/);
    const struck = [{ what: 'answers', fromMs: killedAtMs, toMs: killedAtMs }];
    expect(balanceBooks({ ...balanced, mails, sends, struck }).join()).toMatch(/sent again/);
  });
});
