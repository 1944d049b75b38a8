import { types } from 'node:util';

/** SQLSTATEs, or their first characters, after which the same work may well succeed. */
const transientStates = [
  '08', // connection exceptions
  '40001', // serialization failure
  '40P01', // deadlock detected
  '53', // out of connections, memory or disk
  '55P03', // lock not available
  '57P', // the server shuts down, crashed or starts up
  '25P03', // idle in transaction for too long: the session is gone
];

const transientSystemCodes = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

const SQLSTATE = /^[0-9A-Z]{5}$/;

/** pg gives these no code. */
const transientMessage =
  /^Connection terminated|^timeout exceeded when trying to connect|^Client has encountered a connection error/;

/**
 * Whether the failure lies in the way to the database or in a clash with others, and not in the work itself.
 * A statement timeout (57014) does not count: the work may be what takes too long.
 */
export function isTransient(error: unknown): boolean {
  // Not `instanceof`: errors of Node itself come from another realm when this runs in a vm context, as under jest.
  if (!types.isNativeError(error)) return false;
  const { errors = [] } = error as { readonly errors?: readonly unknown[] };
  return isTransientItself(error) || isTransient(error.cause) || errors.some(isTransient);
}

function isTransientItself(error: Error): boolean {
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  // A server's Unix socket is gone while it restarts.
  const isSocketGone = code === 'ENOENT' && 'syscall' in error && error.syscall === 'connect';
  const isTransientState = SQLSTATE.test(code) && transientStates.some((state) => code.startsWith(state));
  return (
    isTransientState || isSocketGone || transientSystemCodes.has(code) || transientMessage.test(error.message)
  );
}
