import { CARRIER_TABLES } from '../carrier-codes.js';
import { invalid, ReadingCollector } from '../collect-reading.js';
import type { CarrierPlugin, Reading, ReadingContext, ReadingError } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { easypostClient } from './client.js';
import { CODE_TABLES } from './codes.js';
import { readTracker } from './map.js';
import { easypostWebhook } from './webhook.js';
import { bodySchema, type Body } from './wire.js';

export const easypost: CarrierPlugin = {
  id: 'easypost',
  label: 'EasyPost',
  docsUrl: 'https://docs.easypost.com/docs/trackers',
  formats: 'Event, Tracker, lists of trackers',
  kind: 'aggregator',
  credentials: webhookCredentials,
  codeTables: [...CODE_TABLES, ...CARRIER_TABLES, KNOWN_PHRASES],
  webhook: easypostWebhook,
  client: easypostClient,
  read,
};

/** A webhook's Event, one Tracker, or a list of them; each brings the parcel's full history. */
function read(payload: unknown, context: ReadingContext): Reading {
  const body = bodySchema.safeParse(payload);
  if (!body.success) return { error: invalid(body.error) };
  const trackers = trackersIn(body.data, payload);
  if ('code' in trackers) return { error: trackers };
  const into = new ReadingCollector();
  for (const tracker of trackers) readTracker(tracker, context, into);
  return into.reading();
}

function trackersIn(body: Body, payload: unknown): readonly unknown[] | ReadingError {
  if (body.error !== undefined) return refusal(body.error.code, body.error.message);
  if (body.trackers !== undefined) return body.trackers;
  if (body.object === 'Tracker') return [payload];
  if (body.object !== 'Event')
    return { code: 'invalid', message: 'not an Event or a Tracker', field: 'object' };
  if (body.result?.object === 'Tracker') return [body.result];
  return { code: 'control', message: `an event about ${body.result?.object ?? 'nothing'}` };
}

/** EasyPost API docs, Errors: what it cannot find is no fault; what it cannot do now may be asked again. */
function refusal(code: string, message: string): ReadingError {
  if (code.endsWith('NOT_FOUND')) return { code: 'not_found', message };
  return { code: code.startsWith('TRACKER') ? 'invalid' : 'unavailable', message };
}
