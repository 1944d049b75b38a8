import { describe, expect, it } from '@jest/globals';
import type { SignedRequest } from '@tidings/signatures';
import fc from 'fast-check';
import { zendeskWebhook } from './webhook.js';

const NOW = '2021-03-25T05:09:27.000Z';
const rawBody = Buffer.from('{"event":"ticket.updated","id":123}');
/** Zendesk's own secret for webhooks that are only being tried out, and what it makes of the body above. */
const SECRET = 'dGhpc19zZWNyZXRfaXNfZm9yX3Rlc3Rpbmdfb25seQ==';
const headers = {
  'x-zendesk-webhook-signature': 'S/RDdU2ERmj7LHDDoWJ2onPYH+t7/f2+LTM4dL7UiLM=',
  'x-zendesk-webhook-signature-timestamp': '2021-03-25T05:09:27Z',
};
const request: SignedRequest = { rawBody, headers, secrets: ['older', SECRET], now: NOW };

describe('the signature of a webhook', () => {
  it('is as Zendesk makes it', () => {
    expect(zendeskWebhook.verify(request)).toEqual({ ok: true });
    expect(zendeskWebhook.sign(rawBody, SECRET, NOW)).toEqual({
      'X-Zendesk-Webhook-Signature': headers['x-zendesk-webhook-signature'],
      'X-Zendesk-Webhook-Signature-Timestamp': headers['x-zendesk-webhook-signature-timestamp'],
    });
  });

  it.each([
    ['no signature', { 'x-zendesk-webhook-signature': undefined }, 'missing'],
    ['no time', { 'x-zendesk-webhook-signature-timestamp': undefined }, 'missing'],
    ['a signature that is none', { 'x-zendesk-webhook-signature': 'S/RD' }, 'malformed'],
    ['a time that is none', { 'x-zendesk-webhook-signature-timestamp': 'today' }, 'malformed'],
    ['another time', { 'x-zendesk-webhook-signature-timestamp': '2021-03-25T05:09:28Z' }, 'mismatch'],
  ])('is refused with %s', (_, over, reason) => {
    expect(zendeskWebhook.verify({ ...request, headers: { ...headers, ...over } })).toEqual({
      ok: false,
      reason,
    });
  });

  it('is refused with another secret, and for an empty body', () => {
    expect(zendeskWebhook.verify({ ...request, secrets: ['older'] }).ok).toBe(false);
    expect(zendeskWebhook.verify({ ...request, rawBody: Buffer.alloc(0) }).ok).toBe(false);
  });

  it('outlives Zendesk’s own retries and nothing longer', () => {
    const at = (now: string) => zendeskWebhook.verify({ ...request, now });
    expect(at('2021-03-25T05:24:27.000Z')).toEqual({ ok: true });
    expect(at('2021-03-25T05:24:28.000Z')).toEqual({ ok: false, reason: 'stale' });
    expect(at('2021-03-25T04:54:26.000Z')).toEqual({ ok: false, reason: 'stale' });
  });

  it('is refused for a body changed by one bit anywhere', () => {
    fc.assert(
      fc.property(fc.nat(rawBody.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(rawBody);
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at);
        expect(zendeskWebhook.verify({ ...request, rawBody: changed }).ok).toBe(false);
      }),
    );
  });
});

describe('what a webhook says', () => {
  const delivery = { 'X-Zendesk-Webhook-Invocation-Id': '8350205582' };
  /** Zendesk docs, Ticket events: ids are texts, and the time has nanoseconds. */
  const event = {
    account_id: 22129848,
    type: 'zen:event-type:ticket.created',
    id: 'cbe4028c-7239-495d-b020-f22348516046',
    time: '2025-01-08T10:12:07.672717030Z',
    zendesk_event_version: '2022-11-06',
    subject: 'zen:ticket:5158',
    detail: { id: '5158', status: 'OPEN', created_at: '2025-01-08T10:12:07Z' },
    event: {},
  };

  it('of an event is read with its names', () => {
    expect(zendeskWebhook.read(event, delivery)).toEqual({
      notice: {
        ticketId: '5158',
        happened: 'created',
        deliveryId: '8350205582',
        eventId: 'cbe4028c-7239-495d-b020-f22348516046',
        at: '2025-01-08T10:12:07.672Z',
      },
    });
  });

  it.each([
    ['comment_added', 'commented'],
    ['status_changed', 'status_changed'],
    ['merged', 'other'],
  ])('of %s is that the ticket was %s', (type, happened) => {
    const payload = { ...event, type: `zen:event-type:ticket.${type}`, time: 'nonsense' };
    expect(zendeskWebhook.read(payload, {})).toMatchObject({
      notice: { happened, at: null, deliveryId: null },
    });
  });

  it('of a trigger is what we had written into it', () => {
    expect(zendeskWebhook.read({ ticket_id: '35', event: 'ticket_created' }, delivery)).toMatchObject({
      notice: { ticketId: '35', happened: 'created', deliveryId: '8350205582', eventId: null },
    });
    expect(zendeskWebhook.read({ ticket_id: 35 }, {})).toMatchObject({ notice: { happened: 'other' } });
  });

  it('names the field that is wrong, and what it is about instead', () => {
    expect(zendeskWebhook.read({ ticket_id: '{{ticket.id}}' }, {})).toMatchObject({
      error: { code: 'invalid', field: 'ticket_id' },
    });
    expect(zendeskWebhook.read({ ...event, detail: {} }, {})).toMatchObject({
      error: { code: 'invalid', field: 'detail.id' },
    });
    expect(zendeskWebhook.read({ ...event, type: 'zen:event-type:user.created' }, {})).toMatchObject({
      error: { code: 'control' },
    });
  });

  it('is an answer, whatever came', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (payload) => {
        const reading = zendeskWebhook.read(payload, {});
        expect('notice' in reading || reading.error.message !== '').toBe(true);
      }),
    );
  });
});
