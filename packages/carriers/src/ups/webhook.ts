import { headerOf } from '@tidings/signatures';
import { sharedCredentialWebhook } from '../shared-credential.js';

const HEADER = 'x-api-key';

/**
 * UPS Track Alert docs, Webhook: the credential that was given when subscribing, as an API key, or as the bearer token of an
 * own OAuth endpoint. UPS signs nothing, and an activity has no id: what is told again is the same event.
 */
export const upsWebhook = sharedCredentialWebhook({
  given: (headers) =>
    headerOf(headers, HEADER) ?? /^Bearer (.+)$/i.exec(headerOf(headers, 'authorization') ?? '')?.[1] ?? null,
  sent: (secret) => ({ [HEADER]: secret }),
});
