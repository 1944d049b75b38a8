import { bodyDigest, hmacSha256 } from '@tidings/signatures';
import type { CarrierWebhook } from '../port.js';

/** AfterShip docs, Webhook signature: base64 of HMAC-SHA256 over the body. */
export const aftershipWebhook: CarrierWebhook = bodyDigest({
  header: 'aftership-hmac-sha256',
  encodings: ['base64'],
  digest: (rawBody, secret) => hmacSha256(secret, rawBody),
});
