import type { CarrierPlugin, Reading, ReadingContext } from './port.js';

/** Reads a body as it came: bytes that are not JSON are an answer too. */
export function readJson(plugin: CarrierPlugin, body: Buffer | string, context: ReadingContext): Reading {
  let payload: unknown;
  try {
    payload = JSON.parse(body.toString());
  } catch {
    return { error: { code: 'invalid', message: 'the body is not JSON' } };
  }
  return plugin.read(payload, context);
}
