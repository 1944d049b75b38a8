import { digestFrom, headerOf, hmacSha256, matchAny, refused } from '@tidings/signatures';
import type { HelpdeskWebhook } from '../port.js';
import { readNotice } from './read-notice.js';

const SIGNATURE_HEADER = 'X-Zendesk-Webhook-Signature';
const TIME_HEADER = 'X-Zendesk-Webhook-Signature-Timestamp';
const DELIVERY_HEADER = 'X-Zendesk-Webhook-Invocation-Id';

/**
 * Zendesk prescribes no window. It attempts a delivery at most five times, of 12 s and less than a minute apart each: what is
 * older was not sent by it, even if it should not write the time anew for each attempt.
 */
const WINDOW_MS = 15 * 60_000;

/**
 * Zendesk docs, Verifying webhook authenticity: base64 of HMAC-SHA256 over timestamp and body, with the secret as it is
 * written, not decoded.
 */
export const zendeskWebhook: HelpdeskWebhook = {
  verify: ({ headers, rawBody, secrets, now }) => {
    const signature = headerOf(headers, SIGNATURE_HEADER);
    const timestamp = headerOf(headers, TIME_HEADER);
    if (signature === null || timestamp === null) return refused('missing');
    const signedAt = Date.parse(timestamp);
    if (Number.isNaN(signedAt)) return refused('malformed');
    const verification = matchAny(digestFrom(signature, 'base64'), secrets, (secret) =>
      hmacSha256(secret, timestamp, rawBody),
    );
    const isStale = Math.abs(Date.parse(now) - signedAt) > WINDOW_MS;
    return verification.ok && isStale ? refused('stale') : verification;
  },
  sign: (rawBody, secret, now) => {
    const timestamp = now.replace(/\.\d+Z$/, 'Z');
    return {
      [SIGNATURE_HEADER]: hmacSha256(secret, timestamp, rawBody).toString('base64'),
      [TIME_HEADER]: timestamp,
    };
  },
  read: (payload, headers) => readNotice(payload, headerOf(headers, DELIVERY_HEADER)),
};
