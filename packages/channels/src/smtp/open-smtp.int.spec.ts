import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type MailSink, type MailSinkRules, startMailSink } from '@tidings/testing';
import type { Channel, OutgoingMessage, SendOutcome } from '../channel.js';
import { smtp } from './index.js';

const message: OutgoingMessage = {
  conversationId: 'order-7',
  from: { name: 'Hearth & Pine', address: 'orders@hearth.example' },
  replyTo: { name: 'Hearth & Pine', address: 'help@hearth.example' },
  to: { name: null, address: 'ana@example.org' },
  subject: 'Your order 1001 from Hearth & Pine',
  html: '<p>Über die Straße</p>',
  text: 'Über die Straße\n',
  unsubscribeUrl: null,
};

let sink: MailSink;
let channel: Channel;

async function open(rules: MailSinkRules = {}, quietTimeoutMs = 5_000): Promise<void> {
  sink = await startMailSink(rules);
  channel = smtp.open({ url: sink.url, connections: 2, quietTimeoutMs });
}

function send(
  over: Partial<OutgoingMessage> = {},
  idempotencyKey = 'order-7:order:delivered:1',
): Promise<SendOutcome> {
  return channel.send({ ...message, ...over }, { idempotencyKey, signal: AbortSignal.timeout(10_000) });
}

/** The headers as they stood on the wire, unfolded. */
function headersOf(raw: string): Map<string, string[]> {
  const head = raw.slice(0, raw.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  const headers = new Map<string, string[]>();
  for (const line of head.split('\r\n')) {
    const name = line.slice(0, line.indexOf(':')).toLowerCase();
    headers.set(name, [...(headers.get(name) ?? []), line.slice(line.indexOf(':') + 1).trim()]);
  }
  return headers;
}

async function onlyHeaders(): Promise<Map<string, string[]>> {
  const [mail] = await sink.waitFor(1);
  return headersOf(mail?.raw ?? '');
}

afterEach(async () => {
  await channel.close();
  await sink.stop();
});

describe('a mail on the wire', () => {
  beforeEach(() => open());

  it('carries its identity, its thread, and where an answer goes', async () => {
    expect(await send()).toEqual({
      kind: 'accepted',
      messageId: '<order-7/order/delivered/1@hearth.example>',
    });
    const headers = await onlyHeaders();
    expect(headers.get('message-id')).toEqual(['<order-7/order/delivered/1@hearth.example>']);
    expect(headers.get('references')).toEqual(['<conversation/order-7@hearth.example>']);
    expect(headers.get('in-reply-to')).toEqual(['<conversation/order-7@hearth.example>']);
    expect(headers.get('reply-to')).toEqual(['"Hearth & Pine" <help@hearth.example>']);
    expect(headers.get('from')).toEqual(['"Hearth & Pine" <orders@hearth.example>']);
  });

  it('tells answering machines not to answer (RFC 3834)', async () => {
    await send();
    const headers = await onlyHeaders();
    expect(headers.get('auto-submitted')).toEqual(['auto-generated']);
    expect(headers.get('x-auto-response-suppress')).toEqual(['All']);
  });

  it('can be unsubscribed from in one click only where the caller says so (RFC 8058)', async () => {
    const url = `https://track.hearth.example/u/${'t'.repeat(120)}`;
    await send({ unsubscribeUrl: url });
    await send({}, 'second');
    await send({ unsubscribeUrl: 'http://127.0.0.1:1/u/t' }, 'third');
    const [first, second, third] = (await sink.waitFor(3)).map(({ raw }) => headersOf(raw));
    expect(first?.get('list-unsubscribe')).toEqual([`<${url}>`]);
    expect(first?.get('list-unsubscribe-post')).toEqual(['List-Unsubscribe=One-Click']);
    expect(second?.has('list-unsubscribe')).toBe(false);
    expect(third?.has('list-unsubscribe')).toBe(true);
    expect(third?.has('list-unsubscribe-post')).toBe(false);
  });

  it('has a text and an HTML part that say the same', async () => {
    await send();
    const [mail] = await sink.waitFor(1);
    expect(mail?.parsed.html).toContain('Über die Straße');
    expect(mail?.parsed.text?.trim()).toBe('Über die Straße');
  });

  it("lets nobody's text become a header or a second recipient", async () => {
    const nasty = 'Ana", <eve@evil.example>,\r\nBcc: eve@evil.example\r\n\r\n<b>';
    await send({
      to: { name: nasty, address: 'ana@example.org' },
      subject: `Hi\r\nBcc: eve@evil.example\r\n\r\nbody`,
    });
    const [mail] = await sink.waitFor(1);
    const headers = headersOf(mail?.raw ?? '');
    expect(mail?.to).toEqual(['ana@example.org']);
    expect(headers.has('bcc')).toBe(false);
    expect(headers.get('subject')).toHaveLength(1);
    expect(mail?.parsed.html).toContain('Über die Straße');
  });

  it.each([
    'ana@example.org, eve@evil.example',
    'ana@example.org\r\nRCPT TO:<eve@evil.example>',
    'nobody',
    '',
  ])('refuses %j, which is not one address', async (address) => {
    expect(await send({ to: { name: null, address } })).toMatchObject({
      kind: 'refused',
      because: 'address_refused',
    });
    expect(sink.connections()).toBe(0);
  });

  it('uses the same few connections for many mails', async () => {
    await Promise.all(Array.from({ length: 40 }, (_, index) => send({}, `key-${index}`)));
    expect(sink.mails).toHaveLength(40);
    expect(sink.connections()).toBeLessThanOrEqual(2);
  });
});

describe('what a server answers', () => {
  const answers: readonly [string, MailSinkRules, Partial<SendOutcome>][] = [
    [
      'a recipient it does not know',
      { onRecipient: () => 550 },
      { kind: 'refused', because: 'address_refused' },
    ],
    ['a recipient whose mailbox is full for now', { onRecipient: () => 452 }, { kind: 'failed' }],
    ['a message it will not have', { onMessage: () => 554 }, { kind: 'refused', because: 'message_refused' }],
    ['a message it cannot take now', { onMessage: () => 451 }, { kind: 'failed' }],
    [
      'a sender it does not allow: our fault, not the customer’s',
      { onSender: () => 550 },
      { kind: 'failed' },
    ],
  ];
  it.each(answers)('%s', async (_, rules, outcome) => {
    await open(rules);
    expect(await send()).toMatchObject(outcome);
    expect(sink.mails).toHaveLength(0);
  });

  it('a connection that ends in the middle of a message is no refusal, and is not repeated behind our back', async () => {
    let attempts = 0;
    await open({
      onMessage: () => {
        attempts += 1;
        return attempts === 1 ? 'drop' : undefined;
      },
    });
    expect(await send()).toMatchObject({ kind: 'failed' });
    expect(attempts).toBe(1);
    expect(await send()).toMatchObject({ kind: 'accepted' });
    const [mail] = await sink.waitFor(1);
    expect(headersOf(mail?.raw ?? '').get('message-id')).toEqual([
      '<order-7/order/delivered/1@hearth.example>',
    ]);
  });

  it('a server that says nothing is given up at the deadline', async () => {
    const stalled = Promise.withResolvers<undefined>();
    await open({ onMessage: () => stalled.promise });
    const outcome = await channel.send(message, { idempotencyKey: 'k', signal: AbortSignal.timeout(300) });
    expect(outcome).toMatchObject({ kind: 'failed' });
    stalled.resolve(undefined);
  });

  it('a server that is not there is no refusal', async () => {
    await open();
    const { url } = sink;
    await sink.stop();
    const unreachable = smtp.open({ url, connections: 1, quietTimeoutMs: 1_000 });
    const outcome = await unreachable.send(message, {
      idempotencyKey: 'k',
      signal: AbortSignal.timeout(5_000),
    });
    expect(outcome).toMatchObject({ kind: 'failed' });
    await unreachable.close();
    sink = await startMailSink();
  });
});

describe('credentials', () => {
  beforeEach(() => open());

  it('are an SMTP address, with shipped settings', () => {
    expect(smtp.credentials.parse({ url: 'smtp://u:p@mail.example:587' })).toEqual({
      url: 'smtp://u:p@mail.example:587',
      connections: 4,
      quietTimeoutMs: 30_000,
    });
    expect(smtp.credentials.safeParse({ url: 'https://mail.example' }).success).toBe(false);
  });
});
