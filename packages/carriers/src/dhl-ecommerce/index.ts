import { dhlReader } from '../dhl-answer.js';
import type { CarrierPlugin } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { dhlEcommerceClient } from './client.js';
import { EVENT_IDS } from './codes.js';
import { readPackage } from './map.js';

export const dhlEcommerce: CarrierPlugin = {
  id: 'dhl_ecommerce',
  label: 'DHL eCommerce Americas',
  docsUrl: 'https://docs.api.dhlecs.com/',
  formats: 'Tracking v4',
  kind: 'carrier',
  credentials: webhookCredentials,
  codeTables: [EVENT_IDS, KNOWN_PHRASES],
  client: dhlEcommerceClient,
  read: dhlReader('packages', readPackage),
};
