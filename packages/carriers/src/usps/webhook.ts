import {
  digestFrom,
  headerOf,
  hmacSha256,
  matchAny,
  refused,
  type SignedRequest,
  type Verification,
} from '@tidings/signatures';
import type { CarrierWebhook } from '../port.js';

const SIGNATURE = 'X-HMAC';
const TIMESTAMP = 'X-Timestamp';
const TOLERANCE_MS = 5 * 60_000;

/**
 * USPS Subscriptions-Tracking v3, as reported by its users: HMAC-SHA256 in base64 over the timestamp and the body, with the
 * 32 characters that were given when subscribing.
 */
export const uspsWebhook: CarrierWebhook = {
  verify,
  sign: (rawBody, secret, now) => ({
    [TIMESTAMP]: now,
    [SIGNATURE]: hmacSha256(secret, now, rawBody).toString('base64'),
  }),
};

function verify({ rawBody, headers, secrets, now }: SignedRequest): Verification {
  const [signature, timestamp] = [headerOf(headers, SIGNATURE), headerOf(headers, TIMESTAMP)];
  if (signature === null || timestamp === null) return refused('missing');
  const sentAt = millisOf(timestamp);
  if (Number.isNaN(sentAt)) return refused('malformed');
  const verification = matchAny(digestFrom(signature, 'base64'), secrets, (secret) =>
    hmacSha256(secret, timestamp, rawBody),
  );
  if (!verification.ok) return verification;
  return Math.abs(Date.parse(now) - sentAt) <= TOLERANCE_MS ? verification : refused('stale');
}

/** ISO 8601, or seconds or milliseconds since 1970: nobody says which. */
function millisOf(timestamp: string): number {
  if (!/^\d{10}(?:\d{3})?$/.test(timestamp)) return Date.parse(timestamp);
  return Number(timestamp.padEnd(13, '0'));
}
