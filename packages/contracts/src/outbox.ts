import type { OutgoingEvent } from './define-event.js';

/** What became of one event that was offered to the bus. */
export type PublishOutcome =
  /** The stream holds it: by this publication, or already by an earlier one with the same id. */
  | { readonly kind: 'stored' | 'duplicate' }
  /** The bus could not take it now; the same row may succeed later, so it stays in the outbox. */
  | { readonly kind: 'deferred'; readonly reason: string }
  /** No repetition can help (larger than the bus allows, no stream for its subject): the row is set aside. */
  | { readonly kind: 'unpublishable'; readonly reason: string };

/** Publishes events and says what became of each, in the order of the argument. Never rejects. */
export type PublishEvents = (events: readonly OutgoingEvent[]) => Promise<readonly PublishOutcome[]>;

/** Counts of rows of one drain: `taken = published + deferred + setAside`. */
export interface DrainResult {
  readonly taken: number;
  readonly published: number;
  readonly deferred: number;
  readonly setAside: number;
}

/** An event in the outbox; positions of one writer grow, and are never given twice. */
export interface StoredEvent extends OutgoingEvent {
  readonly position: number;
}

export interface DrainOptions {
  readonly limit: number;
  /** Takes only what was written at least this long ago: younger rows are on their way already. */
  readonly minAgeMs: number;
}

export interface SetAsideEvent extends OutgoingEvent {
  readonly reason: string;
  readonly setAsideAt: string;
}

/** One service's outbox table, as the relay sees it; also its injection token. */
export abstract class OutboxStore {
  /**
   * One transaction: takes up to `limit` rows, oldest first (`delete ... for update skip locked returning`), offers them to
   * `publish`, puts the deferred ones back, moves the unpublishable ones to the list of those set aside, commits.
   * A crash before the commit leaves every row in place; publishing again is harmless: consumers are right when they
   * see an event twice.
   */
  abstract drain(options: DrainOptions, publish: PublishEvents): Promise<DrainResult>;

  /** Deletes rows whose events the bus holds. Those that are gone already do no harm. */
  abstract remove(positions: readonly number[]): Promise<void>;

  /** Rows no bus would take, oldest first; a person has to look. */
  abstract listSetAside(limit: number): Promise<readonly SetAsideEvent[]>;
}
