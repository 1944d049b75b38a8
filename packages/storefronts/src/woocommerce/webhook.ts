import { bodyDigest, headerOf, hmacSha256 } from '@tidings/signatures';
import type { StorefrontWebhook } from '../port.js';

const TOPIC_HEADER = 'X-WC-Webhook-Topic';

/** What WooCommerce sends to a new address: a form, unsigned and without a topic. */
const GREETING = /^webhook_id=\d{1,20}$/;

/**
 * WooCommerce docs, Webhooks: base64 of HMAC-SHA256 over the body with the webhook's secret. It carries no time: the order's
 * `updatedAt` tells which of two deliveries is newer.
 */
export const woocommerceWebhook: StorefrontWebhook = {
  ...bodyDigest({
    header: 'X-WC-Webhook-Signature',
    encodings: ['base64'],
    digest: (rawBody, secret) => hmacSha256(secret, rawBody),
  }),
  topicOf: (headers) => headerOf(headers, TOPIC_HEADER),
  isGreeting: (rawBody) => rawBody.length < 40 && GREETING.test(rawBody.toString('latin1')),
};
