import { type CustomTransportStrategy, type MessageHandler, Server } from '@nestjs/microservices';
import { lastValueFrom } from 'rxjs';
import type { Bus } from './connect-bus.js';
import { type Consumption, JETSTREAM } from './consume-batch.js';
import { type ConsumerHealth, DurableConsumer } from './durable-consumer.js';
import type { Log } from './log.js';
import type { ReceivedEvent } from './received-event.js';

export interface JetStreamServerOptions {
  readonly bus: Bus;
  readonly log: Log;
  /** A consumer ended that nobody asked to end. The process should go down, and be started again. */
  readonly onFatal: (error: Error) => void;
}

/** Hosts the methods that are marked with `@ConsumeBatch`. The bus belongs to the caller, who closes it afterwards. */
export class JetStreamServer extends Server implements CustomTransportStrategy {
  override readonly transportId = JETSTREAM;
  /** We await what a handler gives and judge its errors ourselves. */
  override readonly propagatesEventHandlerErrors = true;
  readonly #options: JetStreamServerOptions;
  #consumers: DurableConsumer[] = [];

  constructor(options: JetStreamServerOptions) {
    super();
    this.#options = options;
  }

  async listen(callback: (error?: unknown) => void): Promise<void> {
    try {
      await this.#start();
    } catch (error) {
      callback(error);
      return;
    }
    callback();
  }

  async close(): Promise<void> {
    await Promise.all(this.#consumers.map((consumer) => consumer.close()));
  }

  /** One entry per consumer, for readiness. */
  health(): ConsumerHealth[] {
    return this.#consumers.map((consumer) => consumer.health());
  }

  on(event: string): never {
    throw new Error(`JetStreamServer has no event '${event}'`);
  }

  unwrap<T = Bus>(): T {
    return this.#options.bus as T;
  }

  async #start(): Promise<void> {
    this.#consumers = [...this.getHandlers()].map(([durable, handler]) =>
      this.#consumerFor(durable, handler),
    );
    await Promise.all(this.#consumers.map((consumer) => consumer.start()));
  }

  #consumerFor(durable: string, handler: MessageHandler): DurableConsumer {
    if (handler.next !== undefined)
      throw new Error(`durable ${durable}: two methods have the same name for it`);
    const handle = async (batch: ReceivedEvent[]): Promise<void> => {
      await lastValueFrom(this.transformToObservable(await handler(batch)), { defaultValue: undefined });
    };
    return new DurableConsumer(handler.extras as Consumption, { ...this.#options, handle });
  }
}
