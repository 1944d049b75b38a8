import { errors } from '@nats-io/transport-node';

/** Causes nested deeper than this are not looked at. */
const MAX_DEPTH = 5;

/**
 * postgresql.org/docs/18/errcodes-appendix.html: class 08 connection, 40001 serialization, 40P01 deadlock,
 * 53300 too many connections, 57P01..57P03 shut down or starting.
 */
const POSTGRES = /^(08...|40001|40P01|53300|57P0[123])$/;

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
  let current = error;
  for (let depth = 0; depth < MAX_DEPTH && current instanceof Error; depth += 1) {
    if (isTransientItself(current)) return true;
    current = current.cause;
  }
  return false;
}

function isTransientItself(error: Error & { transient?: unknown; code?: unknown }): boolean {
  const { code } = error;
  if (error.transient === true) return true;
  if (typeof code === 'string' && (POSTGRES.test(code) || SYSTEM.has(code))) return true;
  return PG_CLIENT.test(error.message) || NATS.some((type) => error instanceof type);
}
