import { setTimeout as delay } from 'node:timers/promises';
import type { ConsumerMessages, JsMsg } from '@nats-io/jetstream';
import type { Subscription } from '@nats-io/transport-node';
import { BatchQueue } from './batch-queue.js';
import { buryDeadLetter } from './bury-dead-letter.js';
import type { Bus } from './connect-bus.js';
import type { Consumption } from './consume-batch.js';
import { ensureConsumer } from './consumer-settings.js';
import { REPLAY_FOR_HEADER, REPLAYED_HEADER } from './dead-letter.js';
import { explainError } from './explain-error.js';
import { FailureCount } from './failure-count.js';
import { type Held, HeldMessages } from './held-messages.js';
import type { Log } from './log.js';
import { processBatch } from './process-batch.js';
import { envelopeReader, type ReceivedEvent } from './received-event.js';
import { retryTransient } from './retry-transient.js';

export interface ConsumerHost {
  readonly bus: Bus;
  readonly log: Log;
  readonly handle: (batch: ReceivedEvent[]) => Promise<void>;
  /** The consumer cannot go on, and nothing here will bring it back. */
  readonly onFatal: (error: Error) => void;
}

export interface ConsumerHealth {
  readonly durable: string;
  /** The last sign of life of the server on this consumer: a message, or the heartbeat of every 2.5 s. */
  readonly lastActivityAt: string;
  /** Events taken by this process and not settled yet. */
  readonly inFlight: number;
  /** Events that this process is done with since it started, dead letters included. */
  readonly settled: number;
  /** Messages not delivered to anybody yet, as of the last one. */
  readonly pending: number;
}

interface Readable {
  readonly held: Held;
  readonly event: ReceivedEvent;
}

/** A dozen consumers at rest otherwise wake their services and the server for nothing, several times a second. */
const PULL_EXPIRES_MS = 10_000;
const HEARTBEAT_MS = 2_500;
const DRAIN_MS = 10_000;
const LAST_MESSAGES_MS = 1_000;

/** One durable consumer: gathers a batch while the one before is being handled; settles what was handled. */
export class DurableConsumer {
  readonly #consumption: Consumption;
  readonly #host: ConsumerHost;
  readonly #queue: BatchQueue<Held>;
  readonly #held: HeldMessages;
  readonly #failures = new FailureCount();
  readonly #closing = new AbortController();
  readonly #read: ReturnType<typeof envelopeReader>;
  #messages: ConsumerMessages | null = null;
  #keepingAlive: NodeJS.Timeout | undefined;
  #working: Promise<void> = Promise.resolve();
  #lastActivityAtMs = Date.now();
  #pending = 0;
  #settled = 0;

  constructor(consumption: Consumption, host: ConsumerHost) {
    this.#consumption = consumption;
    this.#host = host;
    this.#held = new HeldMessages(host.bus);
    this.#read = envelopeReader(consumption.reads);
    this.#queue = new BatchQueue({
      maxBatch: consumption.maxBatch,
      lingerMs: consumption.lingerMs,
      // What failed before is tried alone, instead of failing its neighbours again.
      standsAlone: ({ place }) => this.#failures.has(place),
    });
  }

  async start(): Promise<void> {
    const { ackWaitMs, maxBatch } = this.#consumption;
    const { bus } = this.#host;
    const consumer = bus.js.consumers.getConsumerFromInfo(await ensureConsumer(bus, this.#consumption));
    const messages = await consumer.consume({
      max_messages: maxBatch,
      expires: PULL_EXPIRES_MS,
      idle_heartbeat: HEARTBEAT_MS,
      // Without it a consumer that somebody deleted would be waited for in silence.
      abort_on_missing_resource: true,
      callback: (message) => this.#receive(message),
    });
    this.#messages = messages;
    void this.#watch(messages);
    void messages.closed().then((cause) => this.#die('its messages ended', cause));
    this.#keepingAlive = setInterval(() => this.#held.keepAlive(), ackWaitMs / 3);
    this.#working = this.#work().catch((cause: unknown) => this.#die('its work ended', cause));
  }

  /** Lets the batch at hand end, and gives the rest back, also what is still on the wire. */
  async close(): Promise<void> {
    this.#closing.abort();
    this.#queue.close();
    await this.#stopReceiving();
    const overdue = Promise.withResolvers<void>();
    const timer = setTimeout(() => overdue.resolve(), DRAIN_MS);
    await Promise.race([this.#working, overdue.promise]);
    clearTimeout(timer);
    clearInterval(this.#keepingAlive);
    this.#held.giveAllBack();
    if (this.#host.bus.isConnected) await this.#host.bus.connection.flush();
  }

  health(): ConsumerHealth {
    return {
      durable: this.#consumption.durable,
      lastActivityAt: new Date(this.#lastActivityAtMs).toISOString(),
      inFlight: this.#held.size,
      settled: this.#settled,
      pending: this.#pending,
    };
  }

  #receive(message: JsMsg): void {
    if (this.#closing.signal.aborted) {
      message.nak();
      return;
    }
    this.#lastActivityAtMs = Date.now();
    this.#pending = message.info.pending;
    const isForAnother = this.#isForAnother(message);
    for (const held of this.#held.receive(message))
      if (isForAnother) this.#held.ack(held);
      else this.#queue.push(held);
  }

  /**
   * The client itself only ever stops listening at once, and what the server had sent by then is nobody's until its ack wait
   * is over. Drained, the subscription hands on the last of it.
   */
  async #stopReceiving(): Promise<void> {
    const messages = this.#messages;
    if (messages === null) return;
    const { sub } = messages as { readonly sub?: Subscription };
    if (sub !== undefined && this.#host.bus.isConnected) {
      await Promise.race([sub.drain().catch(() => undefined), delay(LAST_MESSAGES_MS)]);
    }
    await messages.close();
  }

  #isForAnother(message: JsMsg): boolean {
    const durable = message.headers?.get(REPLAY_FOR_HEADER) ?? '';
    return durable !== '' && durable !== this.#consumption.durable;
  }

  async #watch(messages: ConsumerMessages): Promise<void> {
    for await (const { type } of messages.status()) {
      if (type === 'heartbeat' || type === 'next') this.#lastActivityAtMs = Date.now();
    }
  }

  async #work(): Promise<void> {
    for (;;) {
      const batch = await this.#queue.take();
      if (batch.length === 0) return;
      await this.#process(batch);
    }
  }

  async #process(batch: readonly Held[]): Promise<void> {
    const readable: Readable[] = [];
    for (const held of batch) {
      const { event, problem } = this.#read(held.text);
      if (event === null) await this.#bury(held, { code: 'invalid', reason: problem });
      else readable.push({ held, event: { ...event, isReplayed: isReplayed(held.of.message) } });
    }
    await processBatch(readable, {
      handle: (items) => this.#handle(items.map(({ event }) => event)),
      succeed: (items) => items.forEach(({ held }) => this.#settle(held)),
      fail: ({ held }, error) => this.#fail(held, error),
      signal: this.#closing.signal,
    });
  }

  #handle(events: ReceivedEvent[]): Promise<void> {
    return retryTransient(() => this.#host.handle(events), {
      signal: this.#closing.signal,
      onRetry: (err, waitMs) =>
        this.#warn(
          { err, waitMs, events: events.length },
          'handler: transient error, the batch is tried again',
        ),
    });
  }

  async #fail(held: Held, error: unknown): Promise<void> {
    const { maxDeliveries, backoffMs } = this.#consumption.contract.retry;
    const failures = this.#failures.add(held.place);
    const { deliveryCount } = held.of.message.info;
    if (failures >= maxDeliveries || deliveryCount >= 2 * maxDeliveries) {
      return this.#bury(held, explainError(error));
    }
    this.#warn({ err: error, place: held.place, failures }, 'handler: an event failed, it is tried again');
    this.#held.giveBack(held, backoffMs[Math.min(failures, backoffMs.length) - 1] ?? 0);
  }

  async #bury(held: Held, why: { readonly code: string; readonly reason: string }): Promise<void> {
    const { durable } = this.#consumption;
    await retryTransient(() => buryDeadLetter(this.#host.bus, held, { durable, ...why }), {
      signal: this.#closing.signal,
      onRetry: (err) => this.#warn({ err }, 'dead letter: not written yet, trying again'),
      // Whatever the reason, the event must not get lost.
      isWorthRetrying: () => true,
    });
    this.#host.log.error({ durable, place: held.place, ...why }, 'an event was put to the dead letters');
    this.#settle(held);
  }

  #settle(held: Held): void {
    this.#failures.forget(held.place);
    this.#held.ack(held);
    this.#settled += 1;
  }

  #die(what: string, cause: unknown): void {
    if (this.#closing.signal.aborted) return;
    // What it still holds can no longer be acknowledged; another host will get it.
    this.#queue.close();
    this.#host.onFatal(new Error(`consumer ${this.#consumption.durable}: ${what}`, { cause }));
  }

  #warn(fields: object, message: string): void {
    this.#host.log.warn({ durable: this.#consumption.durable, ...fields }, message);
  }
}

function isReplayed(message: JsMsg): boolean {
  return message.headers?.get(REPLAYED_HEADER) === 'true';
}
