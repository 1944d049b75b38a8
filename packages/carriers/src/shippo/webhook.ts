import {
  headerOf,
  isSameSecret,
  refused,
  signTimestamped,
  verified,
  verifyTimestamped,
  type SignedRequest,
  type Verification,
} from '@tidings/signatures';
import type { CarrierWebhook } from '../port.js';

const HEADER = 'Shippo-Auth-Signature';
/** Another page of the docs calls it so. */
const OTHER_HEADER = 'Shippo-Signature';

/**
 * Shippo docs, Webhook security: `t=<unix>,v1=<hex>`, HMAC-SHA256 over `t.body`, switched on by the account manager.
 * Without it the docs advise a secret in the hook's address: `?token=`.
 */
export const shippoWebhook: CarrierWebhook = {
  verify,
  sign: (rawBody, secret, now) => ({ [HEADER]: signTimestamped(rawBody, secret, now) }),
};

/** A signature that is there must be right: the token does not make up for it. */
function verify(request: SignedRequest): Verification {
  const header = headerOf(request.headers, HEADER) ?? headerOf(request.headers, OTHER_HEADER);
  if (header !== null) return verifyTimestamped(request, header);
  const token = request.query?.['token'];
  if (token === undefined || token === '') return refused('missing');
  const isKnown = request.secrets.filter((secret) => isSameSecret(secret, token)).length > 0;
  return isKnown ? verified : refused('mismatch');
}
