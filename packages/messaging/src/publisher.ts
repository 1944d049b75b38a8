import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import { errors, headers, type MsgHdrs } from '@nats-io/transport-node';
import type { OutgoingEvent, PublishEvents, PublishOutcome } from '@tidings/contracts';
import type { Bus } from './connect-bus.js';
import { EVENTS_HEADER, messageIdOf, type Publication, textOf, toPublications } from './message-events.js';
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

const NOT_TRIED: PublishOutcome = { kind: 'deferred', reason: 'not tried' };

/**
 * Publishes events of one subject together, see `message-events.ts`. The message id is made of theirs: within the stream's
 * dedupe window the same publication is stored once.
 */
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
    const outcomes = new Map<OutgoingEvent, PublishOutcome>();
    const publications = toPublications(events);
    const queue = publications.values();
    const lane = async (): Promise<void> => {
      for (const publication of queue) await this.#publishAll(publication, outcomes);
    };
    await Promise.all(Array.from({ length: Math.min(this.#maxInFlight, publications.length) }, lane));
    return events.map((event) => outcomes.get(event) ?? NOT_TRIED);
  };

  /** What no repetition can help may be the fault of one of them: each is then tried by itself. */
  async #publishAll(publication: Publication, outcomes: Map<OutgoingEvent, PublishOutcome>): Promise<void> {
    const { subject, events } = publication;
    const outcome = await this.#publishOne(publication);
    if (outcome.kind === 'unpublishable' && events.length > 1)
      for (const event of events) outcomes.set(event, await this.#publishOne({ subject, events: [event] }));
    else for (const event of events) outcomes.set(event, outcome);
  }

  async #publishOne(publication: Publication): Promise<PublishOutcome> {
    if (!this.#bus.isConnected) return { kind: 'deferred', reason: 'not connected to NATS' };
    const text = textOf(publication);
    const mostBytes = (this.#bus.connection.info?.max_payload ?? Infinity) - HEADROOM_BYTES;
    const bytes = bytesWithin(mostBytes, text);
    if (bytes > mostBytes)
      return { kind: 'unpublishable', reason: `${bytes} bytes; the bus takes ${mostBytes}` };
    const { subject } = publication;
    try {
      return await this.#explain(subject, await this.#acks.publish(subject, text, headersOf(publication)));
    } catch (error) {
      return explainError(error);
    }
  }

  async #explain(subject: string, reply: PublishReply): Promise<PublishOutcome> {
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

function headersOf(publication: Publication): MsgHdrs {
  const carried = headers();
  carried.set('Nats-Msg-Id', messageIdOf(publication));
  const [only, another] = publication.events;
  if (another !== undefined) carried.set(EVENTS_HEADER, String(publication.events.length));
  // Of several, each has its own in its envelope.
  const traceparent = another === undefined ? TRACEPARENT.exec(only?.payload ?? '')?.[1] : undefined;
  if (traceparent !== undefined) carried.set('traceparent', traceparent);
  return carried;
}
