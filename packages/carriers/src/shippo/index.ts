import { invalid, ReadingCollector } from '../collect-reading.js';
import type { CarrierPlugin, Reading, ReadingContext } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { shippoClient } from './client.js';
import { CODE_TABLES } from './codes.js';
import { readTrack } from './map.js';
import { shippoWebhook } from './webhook.js';
import { bodySchema } from './wire.js';

export const shippo: CarrierPlugin = {
  id: 'shippo',
  label: 'Shippo',
  docsUrl: 'https://docs.goshippo.com/docs/tracking/tracking/',
  formats: '`track_updated`, Track',
  kind: 'aggregator',
  credentials: webhookCredentials,
  codeTables: [...CODE_TABLES, KNOWN_PHRASES],
  webhook: shippoWebhook,
  client: shippoClient,
  read,
};

/** The webhook `track_updated` or a poll's answer; each brings the parcel's full history. */
function read(payload: unknown, context: ReadingContext): Reading {
  const body = bodySchema.safeParse(payload);
  if (!body.success) return { error: invalid(body.error) };
  const { event, data, detail } = body.data;
  if (event !== undefined && event !== 'track_updated')
    return { error: { code: 'control', message: `an event about something else: ${event.slice(0, 60)}` } };
  if (detail && data === undefined) return { error: { code: 'unavailable', message: detail } };
  const into = new ReadingCollector();
  readTrack(event === undefined ? payload : data, context, into);
  return into.reading();
}
