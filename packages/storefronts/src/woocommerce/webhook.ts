import { digestFrom, headerOf, hmacSha256, matchAny, refused } from '@tidings/signatures';
import type { StorefrontWebhook } from '../port.js';

const SIGNATURE_HEADER = 'X-WC-Webhook-Signature';
const TOPIC_HEADER = 'X-WC-Webhook-Topic';

/** What WooCommerce sends to a new address: a form, unsigned and without a topic. */
const GREETING = /^webhook_id=\d{1,20}$/;

/**
 * WooCommerce docs, Webhooks: base64 of HMAC-SHA256 over the body with the webhook's secret. It carries no time: the order's
 * `updatedAt` tells which of two deliveries is newer.
 */
export const woocommerceWebhook: StorefrontWebhook = {
  verify: ({ headers, rawBody, secrets }) => {
    const header = headerOf(headers, SIGNATURE_HEADER);
    if (header === null) return refused('missing');
    return matchAny(digestFrom(header, 'base64'), secrets, (secret) => hmacSha256(secret, rawBody));
  },
  sign: (rawBody, secret) => ({ [SIGNATURE_HEADER]: hmacSha256(secret, rawBody).toString('base64') }),
  topicOf: (headers) => headerOf(headers, TOPIC_HEADER),
  isGreeting: (rawBody) => rawBody.length < 40 && GREETING.test(rawBody.toString('latin1')),
};
