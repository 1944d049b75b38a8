import { invalid, ReadingCollector } from '../collect-reading.js';
import { readProblem } from '../dhl-problem.js';
import type { CarrierPlugin, Reading, ReadingContext } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { dhlClient } from './client.js';
import { STATUS_CODES } from './codes.js';
import { readShipment } from './map.js';
import { dhlWebhook } from './webhook.js';
import { bodySchema } from './wire.js';

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
  read,
};

/** A push and an answer have one shape: shipments of any of DHL's divisions. */
function read(payload: unknown, context: ReadingContext): Reading {
  const body = bodySchema.safeParse(payload);
  if (!body.success) return { error: invalid(body.error) };
  const problem = readProblem(body.data);
  if (problem !== null) return { error: problem };
  if (body.data.shipments === undefined)
    return { error: { code: 'invalid', message: 'no shipments in it', field: 'shipments' } };
  const into = new ReadingCollector();
  for (const shipment of body.data.shipments) readShipment(shipment, context, into);
  return into.reading();
}
