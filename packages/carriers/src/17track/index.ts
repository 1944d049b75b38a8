import { invalid, ReadingCollector } from '../collect-reading.js';
import type { CarrierPlugin, Reading, ReadingContext, ReadingError } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { seventeenTrackClient } from './client.js';
import { CODE_TABLES } from './codes.js';
import { readParcel, readRejected } from './map.js';
import { seventeenTrackWebhook } from './webhook.js';
import { bodySchema, type Body } from './wire.js';

export const seventeenTrack: CarrierPlugin = {
  id: '17track',
  label: '17TRACK',
  docsUrl: 'https://api.17track.net/en/doc?version=v2.4',
  formats: 'v2.4: push, `gettrackinfo`',
  kind: 'aggregator',
  credentials: webhookCredentials,
  codeTables: [...CODE_TABLES, KNOWN_PHRASES],
  webhook: seventeenTrackWebhook,
  client: seventeenTrackClient,
  read,
};

/** A push about one parcel or the answer of `gettrackinfo` about up to 40; each brings the full history. */
function read(payload: unknown, context: ReadingContext): Reading {
  const body = bodySchema.safeParse(payload);
  if (!body.success) return { error: invalid(body.error) };
  const refused = refusal(body.data);
  if (refused !== null) return { error: refused };
  const { event, data } = body.data;
  const into = new ReadingCollector();
  for (const parcel of event === undefined ? (data?.accepted ?? []) : [data])
    readParcel(parcel, context, into);
  for (const rejected of data?.rejected ?? []) readRejected(rejected, into);
  return into.reading();
}

/** `TRACKING_STOPPED` says that 17TRACK no longer looks, and nothing about the parcel. */
function refusal({ event, code, data }: Body): ReadingError | null {
  if (event !== undefined && event !== 'TRACKING_UPDATED')
    return { code: 'control', message: `an event about the tracking: ${event.slice(0, 60)}` };
  if (code !== undefined && code !== 0) return { code: 'unavailable', message: `17TRACK answered ${code}` };
  if (data === undefined) return { code: 'invalid', message: 'no tracking in it', field: 'data' };
  return event === undefined && data.accepted === undefined && data.rejected === undefined
    ? { code: 'invalid', message: 'neither a push nor an answer', field: 'data.accepted' }
    : null;
}
