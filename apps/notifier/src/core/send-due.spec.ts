import { beforeEach, describe, expect, it } from '@jest/globals';
import { buildAnswer, buildParcelAnswer } from '@tidings/testing';
import { buildSend, createRig, NOW } from '../spec-support/fakes.js';

let rig: ReturnType<typeof createRig>;
beforeEach(() => {
  rig = createRig();
});

describe('a message that may leave', () => {
  it('goes to the one who bought, says what is true now, and is told as sent', async () => {
    const shown = {
      promised: 'delivery',
      parcelId: 'p1',
      from: '2026-11-24',
      to: '2026-11-26',
      face: 'mail',
    };
    expect(await rig.run(buildSend())).toEqual([
      { state: 'sent', messageId: '<order-1:p1:on_its_way:1>', channel: 'smtp', shown: [shown] },
    ]);
    const [mail] = rig.post.sent;
    expect(mail).toMatchObject({
      idempotencyKey: 'order-1:p1:on_its_way:1',
      conversationId: 'order-1',
      from: { address: 'orders@northwind.example' },
      replyTo: { address: 'help@northwind.example' },
      to: { address: 'ana@example.org' },
      unsubscribeUrl: 'https://track.northwind.example/u/00000000-0000-4000-8000-000000000000',
    });
    expect(mail?.text).toContain('UPS expects to deliver it between Tue 24 and Thu 26 November.');
    expect(rig.told()).toEqual([
      {
        key: 'order-1:p1:on_its_way:1',
        orderId: 'order-1',
        state: 'sent',
        because: null,
        channel: 'smtp',
        at: NOW,
        // What the ledger of promises watches: the dates of the text above.
        shown: [{ face: 'mail', promised: 'delivery', parcelId: 'p1', from: '2026-11-24', to: '2026-11-26' }],
      },
    ]);
  });

  it('cannot be unsubscribed from when it is essential', async () => {
    await rig.run(buildSend({}, { messageClass: 'essential' }));
    expect(rig.post.sent[0]?.unsubscribeUrl).toBeNull();
  });

  it('as a correction names what was said, and when', async () => {
    rig.store.said = new Map([['k0', { condition: 'delivered', saidAt: '2026-11-19T12:00:00.000Z' }]]);
    await rig.run(buildSend({}, { condition: 'correction', corrects: 'k0', messageClass: 'essential' }));
    expect(rig.post.sent[0]?.text).toContain(
      'On Thu 19 November we told you that your parcel was delivered.',
    );
  });
});

describe('the gate', () => {
  it('drops what is no longer true', async () => {
    rig.truth.confirmed = () => undefined;
    expect(await rig.run(buildSend())).toEqual([{ state: 'dropped', because: 'no_longer_true' }]);
    expect(rig.post.sent).toEqual([]);
    expect(rig.told()).toMatchObject([{ state: 'dropped', because: 'no_longer_true' }]);
  });

  it("takes no brand's word for another's, even where their keys are alike", async () => {
    rig.truth.confirmed = ({ brandId }) =>
      brandId === 'lumen' ? buildAnswer([buildParcelAnswer()]) : undefined;
    expect(await rig.run(buildSend(), buildSend({ brandId: 'lumen' }))).toMatchObject([
      { state: 'dropped', because: 'no_longer_true' },
      { state: 'sent' },
    ]);
  });

  it.each([
    ['before_speaking', { factAt: '2025-12-31T23:00:00.000Z' }],
    ['too_late_to_be_useful', { usefulUntil: '2026-11-20T20:30:00.000Z' }],
  ])('drops what is %s without troubling the engine', async (because, request) => {
    expect(await rig.run(buildSend({}, request))).toEqual([{ state: 'dropped', because }]);
    expect(rig.truth.asked).toEqual([]);
  });

  it.each([
    ['paused', { isPaused: true, isBreakerOpen: false }],
    ['breaker_open', { isPaused: false, isBreakerOpen: true }],
  ])('holds what is %s, says so once, and does not trouble the engine', async (because, standing) => {
    rig.board.standing = standing;
    expect(await rig.run(buildSend())).toMatchObject([{ state: 'held', because }]);
    expect(rig.told()).toMatchObject([{ state: 'held', because }]);
    await rig.run(buildSend({ isHeld: true }));
    expect(rig.told()).toHaveLength(1);
    expect(rig.truth.asked).toEqual([]);
  });

  it('holds what nobody can confirm, and looks again soon', async () => {
    rig.truth.confirmed = null;
    expect(await rig.run(buildSend())).toEqual([{ state: 'held', because: 'cannot_confirm', waitMs: 2_000 }]);
  });

  it('looks again soon where nobody can say what is paused, and does not trouble the engine', async () => {
    rig.board.isKnown = false;
    rig.board.standing = { isPaused: true, isBreakerOpen: false };
    expect(await rig.run(buildSend())).toEqual([{ state: 'held', because: 'cannot_confirm', waitMs: 2_000 }]);
    expect(rig.truth.asked).toEqual([]);
  });

  it('decides anew about what was held: the facts are those of the moment of leaving', async () => {
    rig.truth.confirmed = () => buildAnswer([buildParcelAnswer({ lastPlace: { city: 'Leeds' } })]);
    await rig.run(buildSend({ isHeld: true }));
    expect(rig.post.sent[0]?.text).toContain('in Leeds');
  });

  it('lets no more out than the breaker allows, opens it, and keeps the others', async () => {
    const flood = Array.from({ length: 2_000 }, (_, index) =>
      buildSend({}, { key: `k${index}`, condition: 'exception', reason: 'lost' }),
    );
    const results = await rig.run(...flood);
    expect(rig.post.sent).toHaveLength(50);
    expect(results.filter(({ state }) => state === 'held')).toHaveLength(1_950);
    expect(rig.board.opened).toEqual(['northwind exception']);
  });

  it('counts once what has to be tried again', async () => {
    rig.departures.limit = 0;
    expect(await rig.run(buildSend({ attempts: 1 }))).toMatchObject([{ state: 'sent' }]);
  });
});

describe('whom it may reach', () => {
  const held = { email: 'ana@example.org', locale: null, unsubscribeToken: 't' };

  it.each([
    ['no_address', { ...held, email: null, suppressions: [] }],
    ['address_bounced', { ...held, suppressions: ['bounce'] as const }],
    ['address_complained', { ...held, suppressions: ['complaint'] as const }],
    ['unsubscribed', { ...held, suppressions: ['unsubscribe'] as const }],
  ])('%s: never, and that is told', async (because, recipient) => {
    rig.contacts.recipient = recipient;
    expect(await rig.run(buildSend())).toEqual([{ state: 'undeliverable', because }]);
    expect(rig.post.sent).toEqual([]);
    expect(rig.told()).toMatchObject([{ state: 'undeliverable', because }]);
  });

  it('what they have to know reaches also those who want no news', async () => {
    rig.contacts.recipient = { ...held, suppressions: ['unsubscribe'] };
    expect(await rig.run(buildSend({}, { messageClass: 'essential' }))).toMatchObject([{ state: 'sent' }]);
  });

  it('waits for an order that has not arrived, an hour and no longer', async () => {
    rig.contacts.recipient = null;
    expect(await rig.run(buildSend())).toMatchObject([
      { state: 'waiting', because: 'no_contact_yet', attempts: 0 },
    ]);
    expect(rig.told()).toEqual([]);
    const old = await rig.run(buildSend({ requestedAt: '2026-11-20T20:00:00.000Z' }));
    expect(old.at(-1)).toEqual({ state: 'undeliverable', because: 'no_contact' });
  });

  it('a brand that is not served here is said to be unknown', async () => {
    expect(await rig.run(buildSend({ brandId: 'nobody' }))).toEqual([
      { state: 'undeliverable', because: 'unknown_brand' },
    ]);
  });
});

describe('a channel that does not take it', () => {
  it('tries again, ever more slowly, without telling anybody', async () => {
    rig.post.outcome = { kind: 'failed', detail: 'connection lost' };
    expect(await rig.run(buildSend())).toEqual([
      { state: 'waiting', because: 'channel_failed', waitMs: 2_000, attempts: 1 },
    ]);
    const later = await rig.run(buildSend({ attempts: 3 }));
    expect(later.at(-1)).toEqual({
      state: 'waiting',
      because: 'channel_failed',
      waitMs: 300_000,
      attempts: 4,
    });
    expect(rig.told()).toEqual([]);
  });

  it('gives up in the end, and says so', async () => {
    rig.post.outcome = { kind: 'failed', detail: 'connection lost' };
    expect(await rig.run(buildSend({ attempts: 39 }))).toEqual([
      { state: 'undeliverable', because: 'channel_failed' },
    ]);
  });

  it('takes a refusal for what it is', async () => {
    rig.post.outcome = { kind: 'refused', because: 'address_refused', detail: '550' };
    expect(await rig.run(buildSend())).toEqual([{ state: 'undeliverable', because: 'address_refused' }]);
  });

  it('one that cannot be put into words rings the alarm and keeps nobody else', async () => {
    rig.layout.failsFor = 'on hold';
    const results = await rig.run(buildSend({}, { key: 'bad', condition: 'order_held' }), buildSend());
    expect(rig.alarm.rung).toEqual(['bad']);
    expect(results).toMatchObject([
      { state: 'waiting', because: 'cannot_compose', attempts: 1 },
      { state: 'sent' },
    ]);
  });
});
