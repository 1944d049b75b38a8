import { headerOf } from '@tidings/signatures';
import { sharedCredentialWebhook } from '../shared-credential.js';

const HEADER = 'DHL-Push-Api-Key';

/**
 * DHL Shipment Tracking Unified Push docs, ApiKeyAuthentication: a header and its value that the subscriber chooses. Ours has
 * this name. DHL signs nothing.
 */
export const dhlWebhook = sharedCredentialWebhook({
  given: (headers) => headerOf(headers, HEADER),
  sent: (secret) => ({ [HEADER]: secret }),
});
