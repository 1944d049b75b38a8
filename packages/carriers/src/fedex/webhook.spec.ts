import { createHmac } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { fedexWebhook } from './webhook.js';

const rawBody = Buffer.from('{"output":{}}');
const request = { rawBody, secrets: ['token'], now: '2026-11-22T12:00:00.000Z' };

describe('FedEx signatures', () => {
  it.each(['base64', 'hex'] as const)('are taken in %s', (encoding) => {
    const headers = { 'fdx-signature': createHmac('sha256', 'token').update(rawBody).digest(encoding) };
    expect(fedexWebhook.verify({ ...request, headers })).toEqual({ ok: true });
  });
});
