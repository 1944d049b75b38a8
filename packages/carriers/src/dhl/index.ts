import { dhlReader } from '../dhl-answer.js';
import type { CarrierPlugin } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { dhlClient } from './client.js';
import { STATUS_CODES } from './codes.js';
import { readShipment } from './map.js';
import { dhlWebhook } from './webhook.js';

export const dhl: CarrierPlugin = {
  id: 'dhl',
  label: 'DHL Shipment Tracking Unified',
  docsUrl: 'https://developer.dhl.com/api-reference/shipment-tracking',
  formats: 'push and answer alike, of every division',
  kind: 'carrier',
  credentials: webhookCredentials,
  codeTables: [STATUS_CODES, KNOWN_PHRASES],
  webhook: dhlWebhook,
  client: dhlClient,
  read: dhlReader('shipments', readShipment),
};
