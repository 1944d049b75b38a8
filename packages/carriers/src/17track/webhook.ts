import { hash } from 'node:crypto';
import { bodyDigest } from '@tidings/signatures';
import type { CarrierWebhook } from '../port.js';

/** 17TRACK API v2.4 docs, Webhook: hex of SHA-256 over the body, a slash and the API key; a plain hash, no HMAC. */
export const seventeenTrackWebhook: CarrierWebhook = bodyDigest({
  header: 'sign',
  encodings: ['hex'],
  digest: (rawBody, secret) => hash('sha256', Buffer.concat([rawBody, Buffer.from(`/${secret}`)]), 'buffer'),
});
