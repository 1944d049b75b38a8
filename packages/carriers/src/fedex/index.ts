import { invalid, ReadingCollector } from '../collect-reading.js';
import type { CarrierPlugin, Reading, ReadingContext } from '../port.js';
import { KNOWN_PHRASES } from '../text/known-phrases.js';
import { webhookCredentials } from '../webhook-credentials.js';
import { fedexClient } from './client.js';
import { FEDEX_CODES } from './codes.js';
import { EXCEPTION_CODES } from './exception-codes.js';
import { readResult, refusal } from './map.js';
import { fedexWebhook } from './webhook.js';
import { bodySchema, completeSchema } from './wire.js';

export const fedex: CarrierPlugin = {
  id: 'fedex',
  label: 'FedEx',
  docsUrl: 'https://developer.fedex.com/api/en-us/catalog/track/v1/docs.html',
  formats: 'Advanced Integrated Visibility, Track v1',
  kind: 'carrier',
  credentials: webhookCredentials,
  codeTables: [FEDEX_CODES, EXCEPTION_CODES, KNOWN_PHRASES],
  webhook: fedexWebhook,
  client: fedexClient,
  read,
};

/** A push of Advanced Integrated Visibility and an answer of the Track API v1 have one shape. */
function read(payload: unknown, context: ReadingContext): Reading {
  const body = bodySchema.safeParse(payload);
  if (!body.success) return { error: invalid(body.error) };
  const { errors, output } = body.data;
  if (errors?.[0] !== undefined) return { error: refusal(errors[0]) };
  const completes = output?.completeTrackResults ?? body.data.completeTrackResults;
  if (completes === undefined)
    return { error: { code: 'invalid', message: 'no results in it', field: 'output' } };
  const into = new ReadingCollector();
  for (const complete of completes) readComplete(complete, context, into);
  return into.reading();
}

function readComplete(payload: unknown, context: ReadingContext, into: ReadingCollector): void {
  const parsed = completeSchema.safeParse(payload);
  if (!parsed.success) return into.fail(null, invalid(parsed.error, 'completeTrackResults'));
  for (const result of parsed.data.trackResults) readResult(result, context, into);
}
