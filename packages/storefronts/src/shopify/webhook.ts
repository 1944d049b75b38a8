import { digestFrom, headerOf, hmacSha256, matchAny, refused } from '@tidings/signatures';
import type { StorefrontWebhook } from '../port.js';

const SIGNATURE_HEADER = 'X-Shopify-Hmac-Sha256';
const TOPIC_HEADER = 'X-Shopify-Topic';

/**
 * Shopify docs, Webhooks: base64 of HMAC-SHA256 over the body with the app's client secret. It carries no time, and retries of
 * up to four hours bring the old body: the order's `updatedAt` tells which is newer.
 */
export const shopifyWebhook: StorefrontWebhook = {
  verify: ({ headers, rawBody, secrets }) => {
    const header = headerOf(headers, SIGNATURE_HEADER);
    if (header === null) return refused('missing');
    return matchAny(digestFrom(header, 'base64'), secrets, (secret) => hmacSha256(secret, rawBody));
  },
  sign: (rawBody, secret) => ({ [SIGNATURE_HEADER]: hmacSha256(secret, rawBody).toString('base64') }),
  topicOf: (headers) => headerOf(headers, TOPIC_HEADER),
};
