import { dhlReader } from '../dhl-answer.js';
import type { CarrierPlugin } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { dhlExpressClient } from './client.js';
import { TYPE_CODES } from './codes.js';
import { readShipment } from './map.js';

export const dhlExpress: CarrierPlugin = {
  id: 'dhl_express',
  label: 'DHL Express (MyDHL API)',
  docsUrl: 'https://developer.dhl.com/api-reference/dhl-express-mydhl-api',
  formats: 'MyDHL API',
  kind: 'carrier',
  credentials: webhookCredentials,
  codeTables: [TYPE_CODES, KNOWN_PHRASES],
  client: dhlExpressClient,
  read: dhlReader('shipments', readShipment),
};
