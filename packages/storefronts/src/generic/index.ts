import { headerOf, signTimestamped, verifyTimestamped } from '@tidings/signatures';
import type { StorefrontPlugin } from '../port.js';
import { reportInvalid } from '../report-invalid.js';
import { webhookCredentials } from '../wire-parts.js';
import { bodySchema } from './wire.js';

const SIGNATURE_HEADER = 'Tidings-Signature';

/** Our own JSON, for shops without a plug-in of their own. */
export const generic: StorefrontPlugin = {
  id: 'generic',
  label: 'Generic orders',
  docsUrl: 'packages/storefronts/src/generic/README.md',
  formats: 'our own JSON: [its page](src/generic/README.md)',
  credentials: webhookCredentials,
  webhook: {
    verify: (request) => verifyTimestamped(request, headerOf(request.headers, SIGNATURE_HEADER)),
    sign: (rawBody, secret, now) => ({ [SIGNATURE_HEADER]: signTimestamped(rawBody, secret, now) }),
    topicOf: () => null,
  },
  read: (payload) => {
    const body = bodySchema.safeParse(payload);
    if (!body.success) return { error: reportInvalid(body.error) };
    const { contact, ...order } = body.data;
    return { orders: [{ order, contact: contact ?? null }], reread: null };
  },
};
