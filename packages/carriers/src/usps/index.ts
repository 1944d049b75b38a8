import { invalid, ReadingCollector } from '../collect-reading.js';
import type { CarrierPlugin, Reading, ReadingContext } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { uspsClient } from './client.js';
import { USPS_CODES } from './codes.js';
import { readTrack } from './map.js';
import { FINAL, NOTHING_YET, readError } from './read-error.js';
import { readWebTools } from './web-tools.js';
import { uspsWebhook } from './webhook.js';
import { bodySchema } from './wire.js';

export const usps: CarrierPlugin = {
  id: 'usps',
  label: 'USPS',
  docsUrl: 'https://developers.usps.com/trackingv3',
  formats: 'push v3.2, Tracking v3, Web Tools as JSON',
  kind: 'carrier',
  credentials: webhookCredentials,
  codeTables: [USPS_CODES, NOTHING_YET, FINAL, KNOWN_PHRASES],
  webhook: uspsWebhook,
  client: uspsClient,
  read,
};

/** A push v3.2 or an answer of Tracking v3: a parcel, a list of parcels and errors, or an error. */
function read(payload: unknown, context: ReadingContext): Reading {
  const into = new ReadingCollector();
  if (Array.isArray(payload)) {
    for (const track of payload) readTrack(track, context, into);
    return into.reading();
  }
  const body = bodySchema.safeParse(payload);
  if (!body.success) return { error: invalid(body.error) };
  const { error, TrackResponse } = body.data;
  if (error !== undefined) return { error: readError(error) };
  if (TrackResponse === undefined) readTrack(payload, context, into);
  for (const info of TrackResponse?.TrackInfo ?? []) readWebTools(info, context, into);
  return into.reading();
}
