import { randomUUID } from 'node:crypto';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type EventContract, streams } from '@tidings/contracts';
import { Bus, connectBus } from '../connect-bus.js';
import { ConsumeBatch, type ConsumeOptions } from '../consume-batch.js';
import { ensureStreams } from '../ensure-streams.js';
import { JetStreamServer } from '../jetstream-server.js';
import type { Log } from '../log.js';
import { Publisher } from '../publisher.js';
import { readStream } from '../read-stream.js';
import type { ReceivedEvent } from '../received-event.js';

const nothing = (): void => undefined;
export const silentLog: Log = { info: nothing, warn: nothing, error: nothing };

interface SpecServer {
  readonly url: string;
  kill(): Promise<void>;
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** A server with all streams, and what a suite opened on it. */
export class SpecBus {
  readonly nats: SpecServer;
  readonly #closers: (() => Promise<unknown>)[] = [];

  private constructor(nats: SpecServer) {
    this.nats = nats;
  }

  static async start(nats: SpecServer): Promise<SpecBus> {
    const spec = new SpecBus(nats);
    await ensureStreams(await spec.connect(), Object.values(streams));
    return spec;
  }

  async connect(): Promise<Bus> {
    const bus = await connectBus({ servers: this.nats.url, name: 'spec', log: silentLog });
    this.#closers.push(() => bus.close());
    return bus;
  }

  /** Publishes and expects all to be stored. */
  async publish(bus: Bus, events: Parameters<Publisher['publish']>[0]): Promise<void> {
    const outcomes = await new Publisher(bus).publish(events);
    const other = outcomes.find(({ kind }) => kind !== 'stored');
    if (other !== undefined) throw new Error(`not stored: ${JSON.stringify(other)}`);
  }

  /** The events of a stream, as JSON. */
  async read(bus: Bus, stream: string): Promise<readonly string[]> {
    const texts: string[] = [];
    for await (const { text } of readStream(bus.jsm, stream)) texts.push(text);
    return texts;
  }

  async host<Data>(bus: Bus, consumption: SpecConsumption<Data>): Promise<JetStreamServer> {
    const { contract, handle, onFatal = nothing, durable = `spec-${randomUUID()}`, ...options } = consumption;
    @Controller()
    class SpecConsumer {
      @ConsumeBatch(contract, { durable, ...options })
      async take(batch: ReceivedEvent<Data>[]): Promise<void> {
        await handle(batch);
      }
    }
    @Module({ controllers: [SpecConsumer] })
    class SpecModule {}
    const server = new JetStreamServer({ bus, log: silentLog, onFatal });
    const app = await NestFactory.createMicroservice(SpecModule, { strategy: server, logger: false });
    await app.listen();
    this.#closers.push(() => app.close());
    return server;
  }

  /** Ends what a test opened, and forgets its events. */
  async reset(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
    const bus = await this.connect();
    await Promise.all(Object.values(streams).map(({ name }) => bus.jsm.streams.purge(name)));
  }

  async stop(): Promise<void> {
    for (const close of this.#closers.splice(0).reverse()) await close();
    await this.nats.stop();
  }
}

export interface SpecConsumption<Data> extends Partial<ConsumeOptions<Data>> {
  readonly contract: EventContract<Data>;
  readonly handle: (batch: ReceivedEvent<Data>[]) => void | Promise<void>;
  readonly onFatal?: (error: Error) => void;
}
