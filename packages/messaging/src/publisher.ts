import { JetStreamApiCodes, JetStreamApiError } from '@nats-io/jetstream';
import { errors, headers, type MsgHdrs } from '@nats-io/transport-node';
import {
  eventsOf,
  groupEvents,
  type MessageOutcome,
  type OutgoingEvent,
  type OutgoingMessage,
  type PublishMessages,
  type PublishOutcome,
  toMessage,
} from '@tidings/contracts';
import type { Bus } from './connect-bus.js';
import { EVENTS_HEADER } from './event-texts.js';
import { PublishAcks, type PublishReply } from './publish-acks.js';

export interface PublisherOptions {
  /** Messages of one call that wait for their acknowledgement at a time. */
  readonly maxInFlight?: number;
  readonly timeoutMs?: number;
}

/** nats-server, errors.json: JSStreamMessageExceedsMaximumErr. */
const LARGER_THAN_STREAM_ALLOWS = 10_054;

/** So that whatever was published also fits into a dead letter, with its headers. */
const HEADROOM_BYTES = 8_192;

const NOT_TRIED = { kind: 'deferred', reason: 'not tried' } as const;

/** Publishes messages. Within the stream's dedupe window one of the same id is stored once. */
export class Publisher {
  readonly #bus: Bus;
  readonly #maxInFlight: number;
  readonly #acks: PublishAcks;

  constructor(bus: Bus, { maxInFlight = 256, timeoutMs = 5_000 }: PublisherOptions = {}) {
    this.#bus = bus;
    this.#maxInFlight = maxInFlight;
    this.#acks = new PublishAcks(bus.connection, { timeoutMs, isConnected: () => bus.isConnected });
  }

  readonly publishMessages: PublishMessages = async (messages) => {
    const outcomes = new Map<OutgoingMessage, MessageOutcome>();
    const queue = messages.values();
    const lane = async (): Promise<void> => {
      for (const message of queue) outcomes.set(message, await this.#publishWhole(message));
    };
    await Promise.all(Array.from({ length: Math.min(this.#maxInFlight, messages.length) }, lane));
    return messages.map((message) => outcomes.get(message) ?? NOT_TRIED);
  };

  /** For who keeps no outbox. @returns what became of each, in the order of the argument; never rejects */
  async publish(events: readonly OutgoingEvent[]): Promise<readonly PublishOutcome[]> {
    const groups = groupEvents(events);
    const outcomes = await this.publishMessages(groups.map(toMessage));
    const ofEvents = new Map<OutgoingEvent, PublishOutcome>();
    groups.forEach((group, index) => {
      for (const event of group) ofEvents.set(event, outcomeOf(event, outcomes[index] ?? NOT_TRIED));
    });
    return events.map((event) => ofEvents.get(event) ?? NOT_TRIED);
  }

  /** What no repetition can help may be the fault of one of them: each is then tried by itself. */
  async #publishWhole(message: OutgoingMessage): Promise<MessageOutcome> {
    const outcome = await this.#publishOne(message);
    if (outcome.kind !== 'unpublishable') return outcome;
    const events = eventsOf(message);
    if (events.length === 1) return refusedOf(events, [outcome]);
    const outcomes: PublishOutcome[] = [];
    for (const event of events) outcomes.push(await this.#publishOne(toMessage([event])));
    return outcomes.find(isDeferred) ?? refusedOf(events, outcomes);
  }

  async #publishOne(message: OutgoingMessage): Promise<PublishOutcome> {
    if (!this.#bus.isConnected) return { kind: 'deferred', reason: 'not connected to NATS' };
    const { subject, body } = message;
    const mostBytes = (this.#bus.connection.info?.max_payload ?? Infinity) - HEADROOM_BYTES;
    if (body.length > mostBytes)
      return { kind: 'unpublishable', reason: `${body.length} bytes; the bus takes ${mostBytes}` };
    try {
      return await this.#explain(subject, await this.#acks.publish(subject, body, headersOf(message)));
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

const isDeferred = (outcome: PublishOutcome): outcome is PublishOutcome & { readonly kind: 'deferred' } =>
  outcome.kind === 'deferred';

function refusedOf(events: readonly OutgoingEvent[], outcomes: readonly PublishOutcome[]): MessageOutcome {
  const refused = events.flatMap((event, index) => {
    const outcome = outcomes[index];
    return outcome?.kind === 'unpublishable' ? [{ ...event, reason: outcome.reason }] : [];
  });
  return { kind: 'refused', refused };
}

function outcomeOf({ id }: OutgoingEvent, outcome: MessageOutcome): PublishOutcome {
  if (outcome.kind !== 'refused') return outcome;
  const refused = outcome.refused.find((event) => event.id === id);
  return refused === undefined ? { kind: 'stored' } : { kind: 'unpublishable', reason: refused.reason };
}

function explainError(error: unknown): PublishOutcome {
  const reason = error instanceof Error ? error.message : String(error);
  const isRefused =
    error instanceof errors.InvalidArgumentError || error instanceof errors.InvalidSubjectError;
  return { kind: isRefused ? 'unpublishable' : 'deferred', reason };
}

/** The first match is the envelope's own, which comes before `data`; quotes inside of values are escaped. */
const TRACEPARENT = /"traceparent":(?:null|"([^"]+)")/;

function headersOf({ id, eventCount, body }: OutgoingMessage): MsgHdrs {
  const carried = headers();
  carried.set('Nats-Msg-Id', id);
  if (eventCount > 1) {
    // Each has its own trace context in its envelope.
    carried.set(EVENTS_HEADER, String(eventCount));
    return carried;
  }
  const traceparent = TRACEPARENT.exec(body.toString())?.[1];
  if (traceparent !== undefined) carried.set('traceparent', traceparent);
  return carried;
}
