import { bodyDigest, hmacSha256 } from '@tidings/signatures';
import type { CarrierWebhook } from '../port.js';

/**
 * FedEx Advanced Integrated Visibility, as several open implementations verify it: HMAC-SHA256 over the body in base64;
 * its docs also speak of hex.
 */
export const fedexWebhook: CarrierWebhook = bodyDigest({
  header: 'fdx-signature',
  encodings: ['base64', 'hex'],
  digest: (rawBody, secret) => hmacSha256(secret, rawBody),
});
