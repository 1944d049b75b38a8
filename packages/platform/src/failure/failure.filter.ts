import { type ArgumentsHost, Catch, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { Logger } from 'pino';
import type { Failure, FailureCode } from './failure.js';
import { toFailure } from './to-failure.js';

const statuses: Readonly<Record<FailureCode, number>> = {
  invalid: 400,
  unauthorized: 401,
  not_found: 404,
  conflict: 409,
  too_large: 413,
  rate_limited: 429,
  overloaded: 503,
  unavailable: 503,
  internal: 500,
};

const USUAL_RETRY_SECONDS = 5;

/** What is sent of a failure; status and headers that belong to it are set. */
export type FailureBody = (failure: Failure, reply: FastifyReply) => unknown;

export const failureAsJson: FailureBody = ({ code, message, field }) => ({
  error: { code, message, ...(field === undefined ? {} : { field }) },
});

/** The one place where a failure becomes HTTP. */
@Catch()
export class FailureFilter implements ExceptionFilter {
  constructor(
    private readonly logger: Logger,
    private readonly bodyOf: FailureBody,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const failure = toFailure(error);
    this.log(failure);
    sendFailure(host.switchToHttp().getResponse<FastifyReply>(), failure, this.bodyOf);
  }

  private log(failure: Failure): void {
    const { code, cause = failure } = failure;
    if (code === 'internal') this.logger.error({ err: cause }, 'a request failed');
    else if (statuses[code] === 503) this.logger.warn({ err: cause }, 'a request was put off');
    else this.logger.debug({ code, field: failure.field }, failure.message);
  }
}

export function sendFailure(reply: FastifyReply, failure: Failure, bodyOf: FailureBody): void {
  const status = statuses[failure.code];
  if (status === 503 || status === 429)
    reply.header('retry-after', failure.retryAfterSeconds ?? USUAL_RETRY_SECONDS);
  if (status === 401) reply.header('www-authenticate', 'Bearer');
  reply.status(status).send(bodyOf(failure, reply));
}
