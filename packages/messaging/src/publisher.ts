import { JetStreamApiCodes, JetStreamApiError, type PubAck } from '@nats-io/jetstream';
import { errors, headers, type MsgHdrs } from '@nats-io/transport-node';
import type { OutgoingEvent, PublishEvents, PublishOutcome } from '@tidings/contracts';
import type { Bus } from './connect-bus.js';

export interface PublisherOptions {
  /** Publications of one call that wait for their acknowledgement at a time. */
  readonly maxInFlight?: number;
  readonly timeoutMs?: number;
}

/** nats-server, errors.json: JSStreamMessageExceedsMaximumErr. */
const LARGER_THAN_STREAM_ALLOWS = 10_054;

/** So that whatever was published also fits into a dead letter, with its headers. */
const HEADROOM_BYTES = 8_192;

/** Publishes with the event's id as message id: within the stream's dedupe window an event is stored once. */
export class Publisher {
  readonly #bus: Bus;
  readonly #maxInFlight: number;
  readonly #timeoutMs: number;

  constructor(bus: Bus, { maxInFlight = 256, timeoutMs = 5_000 }: PublisherOptions = {}) {
    this.#bus = bus;
    this.#maxInFlight = maxInFlight;
    this.#timeoutMs = timeoutMs;
  }

  readonly publish: PublishEvents = async (events) => {
    const outcomes: PublishOutcome[] = [];
    const queue = events.entries();
    const lane = async (): Promise<void> => {
      for (const [index, event] of queue) outcomes[index] = await this.#publishOne(event);
    };
    await Promise.all(Array.from({ length: Math.min(this.#maxInFlight, events.length) }, lane));
    return outcomes;
  };

  async #publishOne(event: OutgoingEvent): Promise<PublishOutcome> {
    if (!this.#bus.isConnected) return { kind: 'deferred', reason: 'not connected to NATS' };
    const bytes = Buffer.byteLength(event.payload);
    const mostBytes = (this.#bus.connection.info?.max_payload ?? Infinity) - HEADROOM_BYTES;
    if (bytes > mostBytes)
      return { kind: 'unpublishable', reason: `${bytes} bytes; the bus takes ${mostBytes}` };
    try {
      const ack: PubAck = await this.#bus.js.publish(event.subject, event.payload, {
        msgID: event.id,
        timeout: this.#timeoutMs,
        ...traceHeaders(event.payload),
      });
      return { kind: ack.duplicate ? 'duplicate' : 'stored' };
    } catch (error) {
      return this.#explain(event, error);
    }
  }

  async #explain(event: OutgoingEvent, error: unknown): Promise<PublishOutcome> {
    const reason = error instanceof Error ? error.message : String(error);
    const isRefused =
      error instanceof errors.InvalidArgumentError ||
      error instanceof errors.InvalidSubjectError ||
      (error instanceof JetStreamApiError && error.code === LARGER_THAN_STREAM_ALLOWS);
    if (isRefused) return { kind: 'unpublishable', reason };
    if (isUnanswered(error) && (await this.#hasNoStream(event.subject))) {
      return { kind: 'unpublishable', reason: `no stream takes the subject ${event.subject}` };
    }
    return { kind: 'deferred', reason };
  }

  /** Nobody answered: either no stream takes the subject, or JetStream is still starting; only it can tell. */
  async #hasNoStream(subject: string): Promise<boolean> {
    try {
      await this.#bus.jsm.streams.find(subject);
      return false;
    } catch (error) {
      return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
    }
  }
}

function isUnanswered(error: unknown): boolean {
  return error instanceof Error && error.cause instanceof errors.RequestError && error.cause.isNoResponders();
}

/** The first match is the envelope's own, which comes before `data`; quotes inside of values are escaped. */
const TRACEPARENT = /"traceparent":(?:null|"([^"]+)")/;

function traceHeaders(payload: string): { headers?: MsgHdrs } {
  const traceparent = TRACEPARENT.exec(payload)?.[1];
  if (traceparent === undefined) return {};
  const carried = headers();
  carried.set('traceparent', traceparent);
  return { headers: carried };
}
