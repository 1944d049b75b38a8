import { HttpException } from '@nestjs/common';
import { isTransient } from '@tidings/messaging';
import { Failure, FAILURE_CODES, type FailureCode } from './failure.js';
import { isError } from './is-error.js';

/** Turns whatever was thrown into a failure, once. What is not known to be the caller's to know becomes `internal`. */
export function toFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  if (!isError(error)) return internal(error);
  if (isFailureCode(error)) return new Failure(error.code, error.message, { cause: error });
  if (isTransient(error))
    return new Failure('unavailable', 'a part that this needs is away; try again', { cause: error });
  return fromStatus(statusOf(error), error);
}

/** Errors of other packages say what they are by the same codes. */
function isFailureCode(error: Error): error is Error & { readonly code: FailureCode } {
  return 'code' in error && FAILURE_CODES.some((code) => code === error.code);
}

/** Of the framework: an unknown route, an oversized body, a malformed request line. */
function statusOf(error: Error): number {
  if (error instanceof HttpException) return error.getStatus();
  return 'statusCode' in error && typeof error.statusCode === 'number' ? error.statusCode : 500;
}

const codesByStatus: Readonly<Record<number, FailureCode>> = {
  401: 'unauthorized',
  403: 'unauthorized',
  404: 'not_found',
  409: 'conflict',
  413: 'too_large',
  429: 'rate_limited',
  503: 'unavailable',
};

function fromStatus(status: number, error: Error): Failure {
  const code = codesByStatus[status] ?? (status >= 400 && status < 500 ? 'invalid' : 'internal');
  return code === 'internal' ? internal(error) : new Failure(code, error.message, { cause: error });
}

function internal(cause: unknown): Failure {
  return new Failure('internal', 'something went wrong here; it has been logged', { cause });
}
