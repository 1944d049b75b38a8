import { CARRIER_TABLES } from '../carrier-codes.js';
import { invalid, ReadingCollector } from '../collect-reading.js';
import type { CarrierPlugin, Reading, ReadingContext, ReadingError } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { aftershipClient } from './client.js';
import { CODE_TABLES } from './codes.js';
import { readTracking } from './map.js';
import { aftershipWebhook } from './webhook.js';
import { bodySchema, type Body } from './wire.js';

export const aftership: CarrierPlugin = {
  id: 'aftership',
  label: 'AfterShip',
  docsUrl: 'https://www.aftership.com/docs/tracking/webhook/webhook-overview',
  formats: 'webhook until 2025 and of 2026-01 (`postal_code`), list of trackings, v4',
  kind: 'aggregator',
  credentials: webhookCredentials,
  codeTables: [...CODE_TABLES, ...CARRIER_TABLES, KNOWN_PHRASES],
  webhook: aftershipWebhook,
  client: aftershipClient,
  read,
};

/** The events that bring a tracking; each brings its full history. */
const EVENTS: ReadonlySet<string> = new Set(['tracking_update', 'edd_revise', 'tracking_pending_time']);

function read(payload: unknown, context: ReadingContext): Reading {
  const body = bodySchema.safeParse(payload);
  if (!body.success) return { error: invalid(body.error) };
  const trackings = trackingsIn(body.data);
  if ('code' in trackings) return { error: trackings };
  const into = new ReadingCollector();
  for (const tracking of trackings) readTracking(tracking, context, into);
  return into.reading();
}

function trackingsIn({ event, msg, meta, data }: Body): readonly unknown[] | ReadingError {
  if (event !== undefined && !EVENTS.has(event))
    return { code: 'control', message: `an event about something else: ${event.slice(0, 60)}` };
  if (event !== undefined) return [msg];
  if (meta !== undefined && meta.code >= 300) return refusal(meta.code, meta.message);
  if (data === undefined)
    return { code: 'invalid', message: 'neither an event nor a tracking', field: 'data' };
  return data.trackings ?? [data.tracking ?? data];
}

/** AfterShip docs, Request errors: 4004 and 404 are numbers that it does not follow; 429 and 5xx may be asked again. */
function refusal(code: number, message: string): ReadingError {
  if (code === 404 || code === 4004) return { code: 'not_found', message };
  return { code: code === 429 || (code >= 500 && code < 600) ? 'unavailable' : 'invalid', message };
}
