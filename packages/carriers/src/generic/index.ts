import { invalid } from '../collect-reading.js';
import type { CarrierPlugin } from '../port.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { CODE_TABLE } from './codes.js';
import { readBody } from './map.js';
import { genericWebhook } from './webhook.js';
import { bodySchema } from './wire.js';

/** Our own JSON, for shops and carriers without a plug-in of their own. */
export const generic: CarrierPlugin = {
  id: 'generic',
  label: 'Generic events',
  docsUrl: 'packages/carriers/src/generic/README.md',
  formats: 'our own JSON: [its page](src/generic/README.md)',
  kind: 'shop',
  credentials: webhookCredentials,
  codeTables: [CODE_TABLE],
  webhook: genericWebhook,
  read: (payload, context) => {
    const body = bodySchema.safeParse(payload);
    if (!body.success) return { error: invalid(body.error) };
    return { reports: [readBody(body.data, context)], unmapped: [], failures: [] };
  },
};
