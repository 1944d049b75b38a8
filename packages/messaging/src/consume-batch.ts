import {
  type ArgumentsHost,
  applyDecorators,
  Catch,
  type RpcExceptionFilter,
  UseFilters,
} from '@nestjs/common';
import { EventPattern } from '@nestjs/microservices';
import type { EventContract } from '@tidings/contracts';
import { type Observable, throwError } from 'rxjs';
import type { z } from 'zod';
import type { ReceivedEvent } from './received-event.js';

export interface ConsumeOptions<Data = unknown> {
  /** The consumer's name in NATS: `<service>-<what it is for>`. Replicas of a service share it, and so the work. */
  readonly durable: string;
  readonly maxBatch?: number;
  /** How long the first event of a batch waits for others. */
  readonly lingerMs?: number;
  /** Events given out to all replicas and not yet settled. */
  readonly maxAckPending?: number;
  /** Silence after which NATS takes a replica for dead and gives its events to others. */
  readonly ackWaitMs?: number;
  /** What of the data this consumer needs, where that is not all: the rest is not looked at, and stays in `dataText`. */
  readonly reads?: z.ZodType<Data>;
}

export interface Consumption extends Required<ConsumeOptions> {
  readonly contract: EventContract;
}

export const JETSTREAM = Symbol('jetstream');

/** Nest would replace every error by "Internal server error"; the host has to know what it was. */
@Catch()
class PassErrorOn implements RpcExceptionFilter {
  catch(error: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => error);
  }
}

type BatchHandler<Data> = (batch: ReceivedEvent<Data>[]) => Promise<void>;

/**
 * The method takes the events of a contract, in batches, oldest first. It must be all or nothing (one transaction), and
 * right when it sees an event twice.
 */
export function ConsumeBatch<Data, Read = Data>(
  contract: EventContract<Data>,
  options: ConsumeOptions<Read>,
) {
  const maxBatch = options.maxBatch ?? 100;
  const defaults = {
    maxBatch,
    lingerMs: 5,
    maxAckPending: 10 * maxBatch,
    ackWaitMs: 30_000,
    reads: contract.schema,
  };
  const extras = { ...defaults, ...options, contract };
  const decorate = applyDecorators(
    EventPattern<string>(options.durable, JETSTREAM, extras),
    UseFilters(new PassErrorOn()),
  );
  return (
    target: object,
    key: string | symbol,
    descriptor: TypedPropertyDescriptor<BatchHandler<Read>>,
  ): void => decorate(target, key, descriptor);
}
