/** Every way in which a request can fail, on any transport. */
export const FAILURE_CODES = [
  'invalid',
  'unauthorized',
  'not_found',
  'conflict',
  'too_large',
  'rate_limited',
  'overloaded',
  'unavailable',
  'internal',
] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];

export interface FailureOptions extends ErrorOptions {
  /** The path of the input that is wrong: `parcels[0].number`. */
  readonly field?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** Its message is for the caller; what only an operator may see belongs into `cause`. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly code: FailureCode;
  readonly field: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: FailureCode, message: string, options: FailureOptions = {}) {
    super(message, options);
    this.code = code;
    this.field = options.field;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}

/** One answer to a wrong key, a wrong signature and an unknown brand, so that none can be told from the other. */
export function unauthorized(): Failure {
  return new Failure('unauthorized', 'the credentials are missing or wrong');
}
