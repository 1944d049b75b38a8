import { z } from 'zod';
import { CARRIER_TABLES } from '../carrier-codes.js';
import { invalid, ReadingCollector } from '../collect-reading.js';
import type { CarrierPlugin, Reading, ReadingContext, ReadingError } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { shipengineClient } from './client.js';
import { CODE_TABLES } from './codes.js';
import { readTrack } from './map.js';
import { isKeySet, shipengineWebhook } from './webhook.js';
import { bodySchema, type Body } from './wire.js';

export const shipengine: CarrierPlugin = {
  id: 'shipengine',
  label: 'ShipEngine, ShipStation API',
  docsUrl: 'https://docs.shipstation.com/apis/shipengine/docs/tracking',
  formats: '`API_TRACK`, the schema of 2019, answers',
  kind: 'aggregator',
  credentials: z.object({
    webhookSecrets: z
      .array(z.string().refine(isKeySet, 'a JSON Web Key Set, as api.shipengine.com/jwks gives it'))
      .default([]),
  }),
  codeTables: [...CODE_TABLES, ...CARRIER_TABLES, KNOWN_PHRASES],
  webhook: shipengineWebhook,
  client: shipengineClient,
  read,
};

/** The push `API_TRACK` or a poll's answer; each brings the full history. */
function read(payload: unknown, context: ReadingContext): Reading {
  const body = bodySchema.safeParse(payload);
  if (!body.success) return { error: invalid(body.error) };
  const { resource_type: type, resource_url: url, data, errors } = body.data;
  if (errors?.[0] !== undefined) return { error: refusal(errors[0]) };
  if (type !== undefined && type !== 'API_TRACK')
    return { error: { code: 'control', message: `a push about something else: ${type.slice(0, 60)}` } };
  const into = new ReadingCollector();
  readTrack(type === undefined ? payload : data, { ...context, carrier: carrierIn(url) }, into);
  return into.reading();
}

/** `https://api.shipengine.com/v1/tracking?carrier_code=ups&tracking_number=...` */
function carrierIn(url: string | null | undefined): string | null {
  return url && URL.canParse(url) ? new URL(url).searchParams.get('carrier_code') : null;
}

/** ShipEngine docs, Error codes. */
function refusal({ error_code: code, message }: NonNullable<Body['errors']>[number]): ReadingError {
  if (code === 'not_found' || code === 'tracking_not_found') return { code: 'not_found', message };
  return { code: code.startsWith('invalid') ? 'invalid' : 'unavailable', message };
}
