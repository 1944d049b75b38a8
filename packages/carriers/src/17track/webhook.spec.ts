import { createHash, createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { seventeenTrackWebhook } from './webhook.js';

const body = '{"event":"TRACKING_UPDATED","data":{}}';
const request = { rawBody: Buffer.from(body), secrets: ['key'], now: '2026-11-22T12:00:00.000Z' };

describe('17TRACK signatures', () => {
  it('are a plain hash of body, slash and key', () => {
    const sign = createHash('sha256').update(`${body}/key`).digest('hex');
    expect(seventeenTrackWebhook.verify({ ...request, headers: { sign } })).toEqual({ ok: true });
    expect(seventeenTrackWebhook.verify({ ...request, headers: { sign: sign.toUpperCase() } })).toEqual({
      ok: true,
    });
  });

  it('are no HMAC', () => {
    const sign = createHmac('sha256', 'key').update(body).digest('hex');
    expect(seventeenTrackWebhook.verify({ ...request, headers: { sign } })).toEqual({
      ok: false,
      reason: 'mismatch',
    });
  });
});
