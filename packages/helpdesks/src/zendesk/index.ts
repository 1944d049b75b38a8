import type { HelpdeskPlugin } from '../port.js';
import { openZendesk } from './open-zendesk.js';
import { zendeskSettingsSchema } from './settings.js';
import { zendeskWebhook } from './webhook.js';

export const zendesk: HelpdeskPlugin = {
  id: 'zendesk',
  label: 'Zendesk Support',
  docsUrl: 'https://developer.zendesk.com/api-reference/ticketing/introduction/',
  settings: zendeskSettingsSchema,
  webhook: zendeskWebhook,
  open: (settings) => openZendesk(zendeskSettingsSchema.parse(settings)),
};
