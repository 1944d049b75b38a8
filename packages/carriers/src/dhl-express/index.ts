import { invalid, ReadingCollector } from '../collect-reading.js';
import { readProblem } from '../dhl-problem.js';
import type { CarrierPlugin, Reading, ReadingContext } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { dhlExpressClient } from './client.js';
import { TYPE_CODES } from './codes.js';
import { readShipment } from './map.js';
import { bodySchema } from './wire.js';

export const dhlExpress: CarrierPlugin = {
  id: 'dhl_express',
  label: 'DHL Express (MyDHL API)',
  docsUrl: 'https://developer.dhl.com/api-reference/dhl-express-mydhl-api',
  formats: 'MyDHL API',
  kind: 'carrier',
  credentials: webhookCredentials,
  codeTables: [TYPE_CODES, KNOWN_PHRASES],
  client: dhlExpressClient,
  read,
};

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
