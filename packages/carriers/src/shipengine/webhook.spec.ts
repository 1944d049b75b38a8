import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { shipengine } from './index.js';
import { shipengineWebhook, verifyWithKeys } from './webhook.js';

const NOW = '2026-11-22T12:00:00.000Z';
const rawBody = Buffer.from('{"resource_type":"API_TRACK"}');
const makeKeySet = () => shipengineWebhook.makeSecret?.() ?? '';
const keySet = makeKeySet();
const KEY_ID = 'key-1';
const signedAt = (at: string) => shipengineWebhook.sign(rawBody, keySet, at);
const request = { rawBody, headers: signedAt(NOW), secrets: [keySet], now: NOW };

describe('ShipEngine signatures', () => {
  it.each([
    ['five minutes ago', '2026-11-22T11:55:00.000Z', { ok: true }],
    ['five minutes ahead', '2026-11-22T12:05:00.000Z', { ok: true }],
    ['more than five minutes ago', '2026-11-22T11:54:59.999Z', { ok: false, reason: 'stale' }],
    ['more than five minutes ahead', '2026-11-22T12:05:00.001Z', { ok: false, reason: 'stale' }],
  ])('are of %s', (_, at, verification) => {
    expect(shipengineWebhook.verify({ ...request, headers: signedAt(at) })).toEqual(verification);
  });

  it('do not let the time be changed', () => {
    const headers = { ...signedAt('2026-11-22T11:00:00.000Z'), 'x-shipengine-timestamp': NOW };
    expect(shipengineWebhook.verify({ ...request, headers })).toEqual({ ok: false, reason: 'mismatch' });
  });

  it('are checked with the key of their id alone', () => {
    const headers = { ...request.headers, 'x-shipengine-rsa-sha256-key-id': 'key-2' };
    expect(shipengineWebhook.verify({ ...request, headers })).toEqual({ ok: false, reason: 'mismatch' });
    expect(shipengineWebhook.verify({ ...request, secrets: [makeKeySet()] })).toEqual({
      ok: false,
      reason: 'mismatch',
    });
  });

  it('need all three headers', () => {
    for (const missing of Object.keys(request.headers))
      expect(
        shipengineWebhook.verify({ ...request, headers: { ...request.headers, [missing]: '' } }),
      ).toEqual({
        ok: false,
        reason: 'missing',
      });
  });

  it('survive a key that cannot be read', () => {
    const broken = JSON.stringify({ keys: [{ kid: KEY_ID, kty: 'RSA', n: 1, e: 'AQAB' }] });
    expect(shipengineWebhook.verify({ ...request, secrets: [broken, keySet] })).toEqual({
      ok: false,
      reason: 'mismatch',
    });
  });

  it('can be checked with keys from anywhere', () => {
    const jwk = (JSON.parse(keySet) as { keys: [Record<string, string>] }).keys[0];
    const asked: string[] = [];
    const verification = verifyWithKeys({ ...request, secrets: [] }, (kid) => {
      asked.push(kid);
      return createPublicKey({ key: jwk, format: 'jwk' });
    });
    expect({ verification, asked }).toEqual({ verification: { ok: true }, asked: [KEY_ID] });
  });
});

describe('the credentials', () => {
  it.each(['', 'secret', '{}', '{"keys":[]}', '{"keys":[{"kty":"EC","kid":"1"}]}'])('are not %p', (text) => {
    expect(shipengine.credentials.safeParse({ webhookSecrets: [text] }).success).toBe(false);
  });

  it('are key sets', () => {
    expect(shipengine.credentials.safeParse({ webhookSecrets: [keySet] }).success).toBe(true);
  });
});

describe('the carrier', () => {
  const track = { tracking_number: 'X1', status_code: 'IT', events: [{ occurred_at: NOW }] };
  const read = (payload: object, askedFor?: { carrier: string; number: string }) => {
    const context = { brandId: 'b', source: 's', receivedAt: NOW, ...(askedFor && { askedFor }) };
    const reading = shipengine.read(payload, context);
    return 'error' in reading ? reading.error : reading.reports[0]?.parcelRef?.carrier;
  };

  it.each([
    [
      'the push',
      { resource_type: 'API_TRACK', resource_url: 'https://x/y?carrier_code=stamps_com', data: track },
      'usps',
    ],
    ['the answer', { ...track, carrier_code: 'ups' }, 'ups'],
    ['nobody', track, 'unknown'],
  ])('is named by %s', (_, payload, carrier) => {
    expect(read(payload)).toBe(carrier);
  });

  it('is the one that was asked for where the answer does not say', () => {
    expect(read(track, { carrier: 'evri', number: 'X1' })).toBe('evri');
  });
});
