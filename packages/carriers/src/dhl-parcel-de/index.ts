import { invalid, ReadingCollector } from '../collect-reading.js';
import type { CarrierPlugin, Reading, ReadingContext } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { dhlParcelDeClient } from './client.js';
import { CODE_TABLES } from './codes.js';
import { readPiece } from './map.js';
import { bodySchema } from './wire.js';

export const dhlParcelDe: CarrierPlugin = {
  id: 'dhl_parcel_de',
  label: 'DHL Parcel DE',
  docsUrl: 'https://developer.dhl.com/api-reference/parcel-de-tracking-post-parcel-germany',
  formats: "event, ICE and RIC; the XML's attributes as JSON",
  kind: 'carrier',
  credentials: webhookCredentials,
  codeTables: [...CODE_TABLES, KNOWN_PHRASES],
  client: dhlParcelDeClient,
  read,
};

const NOTHING_FOUND = '100';

/** The answer of `d-get-piece-detail`, its XML written as JSON. */
function read(payload: unknown, context: ReadingContext): Reading {
  const body = bodySchema.safeParse(payload);
  if (!body.success) return { error: invalid(body.error) };
  const { code, error, data } = body.data.data;
  if (code !== '0') {
    const message = error || `DHL Parcel DE answered ${code.slice(0, 40)}`;
    return { error: { code: code === NOTHING_FOUND ? 'not_found' : 'unavailable', message } };
  }
  const into = new ReadingCollector();
  for (const piece of data) readPiece(piece, context, into);
  return into.reading();
}
