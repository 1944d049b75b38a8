import { types } from 'node:util';

/**
 * Neither way alone will do: Node's own errors fail `instanceof` in a vm context, as under jest, and Fastify's are made
 * without the slot by which an error is told from afar.
 */
export function isError(thrown: unknown): thrown is Error {
  return thrown instanceof Error || types.isNativeError(thrown);
}

/** What was thrown, in words. */
export function messageOf(thrown: unknown): string {
  return isError(thrown) ? thrown.message : String(thrown);
}
