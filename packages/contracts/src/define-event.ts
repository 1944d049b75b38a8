import type { z } from 'zod';
import type { Causation, Envelope } from './envelope.js';
import type { StreamName } from './streams.js';

/** How a consumer's failures are taken: how often, and how long between. */
export interface RetryContract {
  /** Deliveries of a message that failed for a reason of its own; connection losses and deadlocks do not count. */
  readonly maxDeliveries: number;
  /** Waits between deliveries; the last one repeats. */
  readonly backoffMs: readonly number[];
}

/** One event, declared once: where it travels, what it holds, when two of them are the same. */
export interface EventContract<Data = unknown> {
  /** `<context>.<entity>.<past-tense>.v<N>` */
  readonly subject: string;
  readonly stream: StreamName;
  readonly description: string;
  readonly producers: readonly string[];
  readonly consumers: readonly string[];
  readonly schema: z.ZodType<Data>;
  readonly schemaVersion: number;
  /** Two events of a brand with the same key are one fact. A method, so that contracts of different data fit one list. */
  dedupeKey(data: Data): string;
  readonly retry: RetryContract;
}

export type DataOf<Contract> = Contract extends EventContract<infer Data> ? Data : never;

const usualRetry: RetryContract = { maxDeliveries: 5, backoffMs: [200, 1_000, 5_000, 30_000] };

/** Declares an event; `schemaVersion` is read off the subject's `.vN`. */
export function defineEvent<Data>(
  event: Omit<EventContract<Data>, 'schemaVersion' | 'retry'> & { readonly retry?: RetryContract },
): EventContract<Data> {
  const version = /^[a-z-]+\.[a-z-]+\.[a-z-]+\.v(\d+)$/.exec(event.subject)?.[1];
  if (version === undefined)
    throw new Error(`subject '${event.subject}' is not <context>.<entity>.<past-tense>.vN`);
  return { retry: usualRetry, ...event, schemaVersion: Number(version) };
}

/** An event on its way out: what the outbox keeps and the relay publishes. */
export interface OutgoingEvent {
  /** The envelope's id; the `Nats-Msg-Id` is made of it. */
  readonly id: string;
  readonly brandId: string;
  readonly subject: string;
  /** The envelope as JSON text, serialised once. */
  readonly payload: string;
}

export interface EventOccasion<Data> extends Causation {
  readonly brandId: string;
  readonly occurredAt: string;
  readonly data: Data;
}

/** Wraps data in its envelope and serialises it; pure, so that it can run before the transaction. */
export function toOutgoing<Data>(
  contract: EventContract<Data>,
  occasion: EventOccasion<Data>,
): OutgoingEvent {
  const { brandId, data, ...rest } = occasion;
  const id = `${contract.subject}:${brandId}:${contract.dedupeKey(data)}`;
  const envelope: Envelope<Data> = { id, brandId, ...rest, schemaVersion: contract.schemaVersion, data };
  return { id, brandId, subject: contract.subject, payload: JSON.stringify(envelope) };
}
