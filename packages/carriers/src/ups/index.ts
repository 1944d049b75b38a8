import { invalid, ReadingCollector } from '../collect-reading.js';
import type { CarrierPlugin, Reading, ReadingContext, ReadingError } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { upsClient } from './client.js';
import { CODE_TABLES } from './codes.js';
import { readAlert, readPackage } from './map.js';
import { upsWebhook } from './webhook.js';
import { alertSchema, bodySchema, shipmentSchema } from './wire.js';

export const ups: CarrierPlugin = {
  id: 'ups',
  label: 'UPS',
  docsUrl: 'https://developer.ups.com/tag/UPS-Track-Alert',
  formats: 'Track Alert, Track API v1',
  kind: 'carrier',
  credentials: webhookCredentials,
  codeTables: [...CODE_TABLES, KNOWN_PHRASES],
  webhook: upsWebhook,
  client: upsClient,
  read,
};

/** A Track Alert, with one activity, or an answer of the Track API v1, with the whole history. */
function read(payload: unknown, context: ReadingContext): Reading {
  const body = bodySchema.safeParse(payload);
  if (!body.success) return { error: invalid(body.error) };
  const { trackResponse, response } = body.data;
  if (response !== undefined)
    return { error: refusal(response.errors[0]?.code ?? '', response.errors[0]?.message) };
  const into = new ReadingCollector();
  if (trackResponse !== undefined) {
    for (const shipment of trackResponse.shipment) readShipment(shipment, context, into);
    return into.reading();
  }
  const alert = alertSchema.safeParse(payload);
  if (!alert.success) return { error: invalid(alert.error) };
  readAlert(alert.data, context, into);
  return into.reading();
}

function readShipment(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = shipmentSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'trackResponse.shipment'));
  const { package: packages, warnings } = parsed.data;
  for (const each of packages ?? []) readPackage(each, context, into);
  if ((packages ?? []).length > 0) return;
  const [warning] = warnings ?? [];
  into.fail(null, refusal(warning?.code ?? 'TW0001', warning?.message));
}

/** UPS Track API docs, error codes: TW are warnings, TV are faults of what was asked. */
function refusal(code: string, message = 'UPS has nothing on this number'): ReadingError {
  if (code.startsWith('TW')) return { code: 'not_found', message };
  return { code: code.startsWith('TV') ? 'invalid' : 'unavailable', message };
}
