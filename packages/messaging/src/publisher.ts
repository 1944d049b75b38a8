import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import { errors, headers, type MsgHdrs } from '@nats-io/transport-node';
import type { OutgoingEvent, PublishEvents, PublishOutcome } from '@tidings/contracts';
import type { Bus } from './connect-bus.js';
import { PublishAcks, type PublishReply } from './publish-acks.js';

export interface PublisherOptions {
  /** Publications of one call that wait for their acknowledgement at a time. */
  readonly maxInFlight?: number;
  readonly timeoutMs?: number;
}

/** nats-server, errors.json: JSStreamMessageExceedsMaximumErr. */
const LARGER_THAN_STREAM_ALLOWS = 10_054;

/** So that whatever was published also fits into a dead letter, with its headers. */
const HEADROOM_BYTES = 8_192;

/** A UTF-16 unit takes three bytes of UTF-8 at most. */
const MOST_BYTES_PER_UNIT = 3;

/** Publishes with the event's id as message id: within the stream's dedupe window an event is stored once. */
export class Publisher {
  readonly #bus: Bus;
  readonly #maxInFlight: number;
  readonly #acks: PublishAcks;

  constructor(bus: Bus, { maxInFlight = 256, timeoutMs = 5_000 }: PublisherOptions = {}) {
    this.#bus = bus;
    this.#maxInFlight = maxInFlight;
    this.#acks = new PublishAcks(bus.connection, { timeoutMs, isConnected: () => bus.isConnected });
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
    const mostBytes = (this.#bus.connection.info?.max_payload ?? Infinity) - HEADROOM_BYTES;
    const bytes = bytesWithin(mostBytes, event.payload);
    if (bytes > mostBytes)
      return { kind: 'unpublishable', reason: `${bytes} bytes; the bus takes ${mostBytes}` };
    try {
      return await this.#explain(
        event,
        await this.#acks.publish(event.subject, event.payload, headersOf(event)),
      );
    } catch (error) {
      return explainError(error);
    }
  }

  async #explain({ subject }: OutgoingEvent, reply: PublishReply): Promise<PublishOutcome> {
    switch (reply.kind) {
      case 'acknowledged':
        return { kind: reply.ack.duplicate === true ? 'duplicate' : 'stored' };
      case 'refused': {
        const isFinal = reply.errorCode === LARGER_THAN_STREAM_ALLOWS;
        return { kind: isFinal ? 'unpublishable' : 'deferred', reason: reply.reason };
      }
      case 'unanswered':
        return { kind: 'deferred', reason: 'NATS did not acknowledge it in time' };
      case 'nobody':
        // Only the server can tell a missing stream from JetStream that is still starting.
        return (await this.#hasNoStream(subject))
          ? { kind: 'unpublishable', reason: `no stream takes the subject ${subject}` }
          : { kind: 'deferred', reason: 'JetStream does not answer' };
    }
  }

  async #hasNoStream(subject: string): Promise<boolean> {
    try {
      await this.#bus.jsm.streams.find(subject);
      return false;
    } catch (error) {
      return error instanceof JetStreamApiError && error.code === JetStreamApiCodes.StreamNotFound;
    }
  }
}

/** The size of a text, counted only where it could be above the limit. */
function bytesWithin(limit: number, text: string): number {
  return text.length * MOST_BYTES_PER_UNIT <= limit ? 0 : Buffer.byteLength(text);
}

function explainError(error: unknown): PublishOutcome {
  const reason = error instanceof Error ? error.message : String(error);
  const isRefused =
    error instanceof errors.InvalidArgumentError || error instanceof errors.InvalidSubjectError;
  return { kind: isRefused ? 'unpublishable' : 'deferred', reason };
}

/** The first match is the envelope's own, which comes before `data`; quotes inside of values are escaped. */
const TRACEPARENT = /"traceparent":(?:null|"([^"]+)")/;

function headersOf({ id, payload }: OutgoingEvent): MsgHdrs {
  const carried = headers();
  carried.set('Nats-Msg-Id', id);
  const traceparent = TRACEPARENT.exec(payload)?.[1];
  if (traceparent !== undefined) carried.set('traceparent', traceparent);
  return carried;
}
