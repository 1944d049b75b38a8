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
  if (!(error instanceof Error)) return false;
  if (error instanceof AggregateError && error.errors.some(isTransient)) return true;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return (
    transientSystemCodes.has(code) ||
    (SQLSTATE.test(code) && transientStates.some((state) => code.startsWith(state))) ||
    transientMessage.test(error.message) ||
    isTransient(error.cause)
  );
}
