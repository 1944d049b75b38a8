import { describe, expect, it } from '@jest/globals';
import { CONTEXT } from '../spec-support/describe-reading.js';
import { usps } from './index.js';
import { uspsWebhook } from './webhook.js';

const NOW = '2026-11-22T12:00:00.000Z';
const SECONDS = String(Date.parse(NOW) / 1000);
const rawBody = Buffer.from('{"trackingNumber":"1"}');
const request = { rawBody, secrets: ['0123456789abcdef0123456789abcdef'], now: NOW };
const signedAt = (at: string) => uspsWebhook.sign(rawBody, request.secrets[0] ?? '', at);

describe('USPS signatures', () => {
  it.each([
    ['now', NOW, { ok: true }],
    ['now in seconds', SECONDS, { ok: true }],
    ['now in milliseconds', `${SECONDS}000`, { ok: true }],
    ['six minutes ago', '2026-11-22T11:54:00.000Z', { ok: false, reason: 'stale' }],
    ['six minutes ahead', '2026-11-22T12:06:00.000Z', { ok: false, reason: 'stale' }],
    ['some day', 'some day', { ok: false, reason: 'malformed' }],
  ])('of %s', (_, at, verification) => {
    expect(uspsWebhook.verify({ ...request, headers: signedAt(at) })).toEqual(verification);
  });

  it('do not let the time be changed', () => {
    const headers = { ...signedAt('2026-11-22T11:00:00.000Z'), 'X-Timestamp': NOW };
    expect(uspsWebhook.verify({ ...request, headers })).toEqual({ ok: false, reason: 'mismatch' });
  });
});

describe('an answer that does not say its number again', () => {
  it('is about the number that was asked for', () => {
    const events = { trackingEvents: [{ eventTimestamp: '2026-11-20T10:00:00', eventCode: 'OF' }] };
    const reading = usps.read(events, { ...CONTEXT, askedFor: { carrier: 'usps', number: '9400 1' } });
    expect(reading).toMatchObject({ reports: [{ parcelRef: { carrier: 'usps', number: '94001' } }] });
  });
});
