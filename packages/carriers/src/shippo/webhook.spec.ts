import { describe, expect, it } from '@jest/globals';
import { shippoWebhook } from './webhook.js';

const rawBody = Buffer.from('{"event":"track_updated"}');
const request = { rawBody, headers: {}, secrets: ['secret'], now: '2026-11-22T12:00:00.000Z' };

describe('Shippo signatures', () => {
  it('takes the other name of the header', () => {
    const signature = Object.values(shippoWebhook.sign(rawBody, 'secret', request.now))[0];
    const headers = { 'shippo-signature': signature };
    expect(shippoWebhook.verify({ ...request, headers })).toEqual({ ok: true });
  });

  it('takes the secret in the address where no signature was bought', () => {
    expect(shippoWebhook.verify({ ...request, query: { token: 'secret' } })).toEqual({ ok: true });
    expect(shippoWebhook.verify({ ...request, query: { token: 'guess' } })).toEqual({
      ok: false,
      reason: 'mismatch',
    });
  });

  it('does not let the token make up for a wrong signature', () => {
    const headers = shippoWebhook.sign(rawBody, 'other', request.now);
    const verification = shippoWebhook.verify({ ...request, headers, query: { token: 'secret' } });
    expect(verification).toEqual({ ok: false, reason: 'mismatch' });
  });
});
