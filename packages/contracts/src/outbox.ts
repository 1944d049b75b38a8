import type { OutgoingEvent } from './define-event.js';
import type { OutgoingMessage } from './message.js';

/** What became of one event that was offered to the bus. */
export type PublishOutcome =
  PublishedOrDeferred | { readonly kind: 'unpublishable'; readonly reason: string };

/** What became of a message. */
export type MessageOutcome =
  | PublishedOrDeferred
  /** No repetition can help some of its events, or all; the stream holds the others. They are set aside. */
  | { readonly kind: 'refused'; readonly refused: readonly RefusedEvent[] };

type PublishedOrDeferred =
  /** The stream holds it: by this publication, or already by an earlier one with the same id. */
  | { readonly kind: 'stored' | 'duplicate' }
  /** The bus could not take it now; the same may succeed later, so it stays in the outbox. */
  | { readonly kind: 'deferred'; readonly reason: string };

/** Larger than the bus allows, or no stream for its subject. */
export interface RefusedEvent extends OutgoingEvent {
  readonly reason: string;
}

/** Publishes messages and says what became of each, in the order of the argument. Never rejects. */
export type PublishMessages = (messages: readonly OutgoingMessage[]) => Promise<readonly MessageOutcome[]>;

/** Counts of messages of one drain: `taken = published + deferred + refused`. */
export interface DrainResult {
  readonly taken: number;
  readonly published: number;
  readonly deferred: number;
  /** Of which events were set aside. */
  readonly refused: number;
}

/** A message in the outbox; positions of one writer grow, and are never given twice. */
export interface StoredMessage extends OutgoingMessage {
  readonly position: number;
}

export interface DrainOptions {
  readonly limit: number;
  /** Takes only what was written at least this long ago: younger rows are on their way already. */
  readonly minAgeMs: number;
}

export interface SetAsideEvent extends RefusedEvent {
  readonly setAsideAt: string;
}

/** One service's outbox table, as the relay sees it; also its injection token. */
export abstract class OutboxStore {
  /**
   * One transaction: locks up to `limit` rows, oldest first and passing by what another relay has, offers them to `publish`,
   * moves refused events to the list of those set aside, deletes all but the deferred rows, commits. A crash before the
   * commit leaves every row in place: the same messages are published again, which the bus drops.
   */
  abstract drain(options: DrainOptions, publish: PublishMessages): Promise<DrainResult>;

  /** Deletes rows whose messages the bus holds. Those that are gone already do no harm. */
  abstract remove(positions: readonly number[]): Promise<void>;

  /** Events that no bus would take, oldest first; a person has to look. */
  abstract listSetAside(limit: number): Promise<readonly SetAsideEvent[]>;
}
