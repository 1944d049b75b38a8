import { bodyDigest, headerOf, hmacSha256 } from '@tidings/signatures';
import type { StorefrontWebhook } from '../port.js';

const TOPIC_HEADER = 'X-Shopify-Topic';

/**
 * Shopify docs, Webhooks: base64 of HMAC-SHA256 over the body with the app's client secret. It carries no time, and retries of
 * up to four hours bring the old body: the order's `updatedAt` tells which is newer.
 */
export const shopifyWebhook: StorefrontWebhook = {
  ...bodyDigest({
    header: 'X-Shopify-Hmac-Sha256',
    encodings: ['base64'],
    digest: (rawBody, secret) => hmacSha256(secret, rawBody),
  }),
  topicOf: (headers) => headerOf(headers, TOPIC_HEADER),
};
