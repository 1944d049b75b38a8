import { digestFrom, hmacSha256, matchAny } from './hmac.js';
import { refused, type SignedRequest, type Verification } from './request.js';

const TOLERANCE_SECONDS = 300;

/** `t=<unix seconds>,v1=<hex of HMAC-SHA256 over "t.body">`, as Stripe and Shippo write it. */
export function signTimestamped(rawBody: Buffer, secret: string, now: string): string {
  const t = String(Math.floor(Date.parse(now) / 1000));
  return `t=${t},v1=${hmacSha256(secret, t, '.', rawBody).toString('hex')}`;
}

/** Checks a timestamped signature; one more than five minutes from now, either way, is stale. */
export function verifyTimestamped(request: SignedRequest, header: string | null): Verification {
  if (header === null) return refused('missing');
  const fields = new Map(header.split(',').map(splitField));
  const t = fields.get('t') ?? '';
  if (!/^\d{1,12}$/.test(t)) return refused('malformed');
  const verification = matchAny(digestFrom(fields.get('v1') ?? '', 'hex'), request.secrets, (secret) =>
    hmacSha256(secret, t, '.', request.rawBody),
  );
  if (!verification.ok) return verification;
  const ageSeconds = Date.parse(request.now) / 1000 - Number(t);
  return Math.abs(ageSeconds) <= TOLERANCE_SECONDS ? verification : refused('stale');
}

function splitField(field: string): [name: string, value: string] {
  const at = field.indexOf('=');
  return [field.slice(0, at).trim(), field.slice(at + 1).trim()];
}
