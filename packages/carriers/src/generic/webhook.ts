import { headerOf, signTimestamped, verifyTimestamped } from '@tidings/signatures';
import type { CarrierWebhook } from '../port.js';

const SIGNATURE_HEADER = 'Tidings-Signature';

/** `Tidings-Signature: t=<unix seconds>,v1=<hex>`: HMAC-SHA256 over `t`, a dot and the body; at most five minutes old. */
export const genericWebhook: CarrierWebhook = {
  verify: (request) => verifyTimestamped(request, headerOf(request.headers, SIGNATURE_HEADER)),
  sign: (rawBody, secret, now) => ({ [SIGNATURE_HEADER]: signTimestamped(rawBody, secret, now) }),
};
