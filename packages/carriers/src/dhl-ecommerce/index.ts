import { invalid, ReadingCollector } from '../collect-reading.js';
import { readProblem } from '../dhl-problem.js';
import type { CarrierPlugin, Reading, ReadingContext } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { dhlEcommerceClient } from './client.js';
import { EVENT_IDS } from './codes.js';
import { readPackage } from './map.js';
import { bodySchema } from './wire.js';

export const dhlEcommerce: CarrierPlugin = {
  id: 'dhl_ecommerce',
  label: 'DHL eCommerce Americas',
  docsUrl: 'https://docs.api.dhlecs.com/',
  formats: 'Tracking v4',
  kind: 'carrier',
  credentials: webhookCredentials,
  codeTables: [EVENT_IDS, KNOWN_PHRASES],
  client: dhlEcommerceClient,
  read,
};

function read(payload: unknown, context: ReadingContext): Reading {
  const body = bodySchema.safeParse(payload);
  if (!body.success) return { error: invalid(body.error) };
  const problem = readProblem(body.data);
  if (problem !== null) return { error: problem };
  if (body.data.packages === undefined)
    return { error: { code: 'invalid', message: 'no packages in it', field: 'packages' } };
  const into = new ReadingCollector();
  for (const each of body.data.packages) readPackage(each, context, into);
  return into.reading();
}
