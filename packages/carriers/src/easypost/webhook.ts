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

const HEADER = 'X-Hmac-Signature';
const PREFIX = 'hmac-sha256-hex=';

/** EasyPost's client libraries sign `"weight": 17` as `"weight": 17.0`: a body may have been hashed either way. */
const WHOLE_WEIGHT = /("weight":\s*)(\d+)(?=[,}\s])/g;

/** EasyPost docs, Webhooks: HMAC-SHA256 in hex over the body, the secret NFKD-normalised. It carries no time: a replay is harmless. */
export const easypostWebhook: CarrierWebhook = { verify, sign };

function verify({ rawBody, headers, secrets }: SignedRequest): Verification {
  const header = headerOf(headers, HEADER);
  if (header === null) return refused('missing');
  if (!header.startsWith(PREFIX)) return refused('malformed');
  const given = digestFrom(header.slice(PREFIX.length), 'hex');
  const verification = matchAny(given, secrets, (secret) => digest(rawBody, secret));
  if (verification.ok) return verification;
  const rewritten = withFractionalWeights(rawBody);
  return rewritten === null ? verification : matchAny(given, secrets, (secret) => digest(rewritten, secret));
}

function sign(rawBody: Buffer, secret: string): Readonly<Record<string, string>> {
  return { [HEADER]: PREFIX + digest(rawBody, secret).toString('hex') };
}

function digest(rawBody: Buffer, secret: string): Buffer {
  return hmacSha256(secret.normalize('NFKD'), rawBody);
}

/** Null when there is nothing to rewrite. Latin-1 keeps every byte as it is. */
function withFractionalWeights(rawBody: Buffer): Buffer | null {
  if (!rawBody.includes('"weight"')) return null;
  const text = rawBody.toString('latin1');
  const rewritten = text.replace(WHOLE_WEIGHT, '$1$2.0');
  return rewritten === text ? null : Buffer.from(rewritten, 'latin1');
}
