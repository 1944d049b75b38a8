import { types } from 'node:util';
import { errors } from '@nats-io/transport-node';

/** Causes nested deeper than this are not looked at. */
const MAX_DEPTH = 5;

/**
 * postgresql.org/docs/18/errcodes-appendix.html: 08 connection, 25P03 session ended for idling in a transaction,
 * 40001 serialization, 40P01 deadlock, 53 out of connections, memory or disk, 55P03 lock not available, 57P shut down,
 * crashed or starting. A statement timeout (57014) is none: the work itself may be what takes too long.
 */
const POSTGRES = /^(08...|25P03|40001|40P01|53...|55P03|57P..)$/;

/** nodejs.org/api/errors.html#common-system-errors, and getaddrinfo's. */
const SYSTEM = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** node-postgres gives these no code (pg 8, client.js; pg-pool 3, index.js). */
const PG_CLIENT =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error)/;

const NATS = [
  errors.ClosedConnectionError,
  errors.ConnectionError,
  errors.DrainingConnectionError,
  errors.NoRespondersError,
  errors.RequestError,
  errors.TimeoutError,
];

/**
 * True when the fault lies with the surroundings (a connection, a deadlock) and not with what is being handled, so that
 * the same work may succeed later. An error can say so itself: `transient: true`. Causes count as well.
 */
export function isTransient(error: unknown): boolean {
  return isTransientWithin(error, MAX_DEPTH);
}

function isTransientWithin(error: unknown, depth: number): boolean {
  // Node's own errors fail `instanceof` in a vm context, as under jest; those made without the slot fail the other.
  if (depth === 0 || !(error instanceof Error || types.isNativeError(error))) return false;
  const { errors: several = [] } = error as { readonly errors?: readonly unknown[] };
  const causes = [error.cause, ...several];
  return isTransientItself(error) || causes.some((cause) => isTransientWithin(cause, depth - 1));
}

function isTransientItself(error: Error & { transient?: unknown; code?: unknown }): boolean {
  const { code } = error;
  if (error.transient === true) return true;
  if (typeof code === 'string' && (POSTGRES.test(code) || SYSTEM.has(code))) return true;
  return PG_CLIENT.test(error.message) || NATS.some((type) => error instanceof type);
}
