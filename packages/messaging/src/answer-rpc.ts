import {
  type ArgumentMetadata,
  type ArgumentsHost,
  applyDecorators,
  Catch,
  Logger,
  type PipeTransform,
  type RpcExceptionFilter,
  UseFilters,
  UsePipes,
} from '@nestjs/common';
import { MessagePattern, type NatsOptions, Transport } from '@nestjs/microservices';
import type { RpcContract } from '@tidings/contracts';
import { type Observable, throwError } from 'rxjs';
import { outliveOutages } from './outlive-outages.js';
import { isRpcErrorCode } from './rpc-error.js';
import { parseAs } from './parse-as.js';

class RequestPipe implements PipeTransform {
  readonly #contract: RpcContract;

  constructor(contract: RpcContract) {
    this.#contract = contract;
  }

  transform(value: unknown, { type }: ArgumentMetadata): unknown {
    return type === 'body'
      ? parseAs(this.#contract.request, value, `request of ${this.#contract.subject}`)
      : value;
  }
}

/** Any error with one of the codes keeps it; of the others the caller learns only that it did not work. */
@Catch()
class RpcErrorFilter implements RpcExceptionFilter {
  readonly #logger = new Logger('Rpc');

  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
    if (isRpcErrorCode(code)) return throwError(() => ({ code, message: String(message) }));
    this.#logger.error(error);
    return throwError(() => ({ code: 'unavailable', message: 'the service failed to answer' }));
  }
}

type Answerer<Request, Reply> = (request: Request) => Promise<Reply>;

/** The method answers a query or command. It may throw any error that carries a code of `RpcError`. */
export function AnswerRpc<Request, Reply>(contract: RpcContract<Request, Reply>) {
  const decorate = applyDecorators(
    MessagePattern(contract.subject, Transport.NATS),
    UsePipes(new RequestPipe(contract)),
    UseFilters(new RpcErrorFilter()),
  );
  return (
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<Answerer<Request, Reply>>,
  ): void => decorate(target, key, descriptor);
}

/** For `app.connectMicroservice`: replicas of a service share its requests. */
export function rpcServerOptions(options: {
  readonly servers: string | string[];
  readonly service: string;
}): NatsOptions {
  const { servers, service } = options;
  // Long enough for the answers under way; Nest waits it out at every close.
  const shutdown = { gracefulShutdown: true, gracePeriod: 300 };
  return {
    transport: Transport.NATS,
    options: { ...outliveOutages, ...shutdown, servers, queue: service, name: `${service} rpc` },
  };
}
