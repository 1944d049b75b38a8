import type { Causation, MessageRequest, MessageView, OutgoingEvent } from '@tidings/contracts';
import type { Condition, Instant, Promised } from '@tidings/domain';
import type { OrderKey } from './contact-book.js';

/** A message that was asked for: kept until it is settled, whatever happens meanwhile. */
export interface RequestedSend {
  readonly brandId: string;
  readonly request: MessageRequest;
  /** What its own events will say led to them. */
  readonly causation: Causation;
  readonly requestedAt: Instant;
}

/** One that is due, and for as long as its lease lasts nobody else's. */
export interface LeasedSend extends RequestedSend {
  /** How often it was tried on the wire before. */
  readonly attempts: number;
  /** That it waits at the gate was told already. */
  readonly isHeld: boolean;
}

/** What becomes of a leased send. `waiting` tries again after `waitMs`, which is real time, as leases are. */
export type SendResult =
  | {
      readonly state: 'sent';
      readonly messageId: string;
      readonly channel: string;
      /** The dates that it showed. */
      readonly shown: readonly Promised[];
    }
  | { readonly state: 'held'; readonly because: string; readonly waitMs: number }
  | {
      readonly state: 'waiting';
      readonly because: string;
      readonly waitMs: number;
      readonly attempts: number;
    }
  | { readonly state: 'dropped' | 'undeliverable'; readonly because: string };

export interface Settlement {
  readonly brandId: string;
  readonly key: string;
  readonly result: SendResult;
  readonly at: Instant;
  /** Leaves with the row's new state; null where there is nothing new to tell. */
  readonly event: OutgoingEvent | null;
}

export interface Lease {
  /** Null when nothing was due. */
  readonly id: string | null;
  readonly sends: readonly LeasedSend[];
}

/** Something that went out, for a correction of it. */
export interface Said {
  readonly condition: Condition;
  readonly saidAt: Instant;
}

/** The books of what is to be said and what was: one row per brand and decision key. */
export abstract class SendStore {
  /** Keeps what is new; a key that is known already is the same message. Answers how many were new. */
  abstract accept(sends: readonly RequestedSend[]): Promise<number>;
  /** The longest due first; also those whose lease ran out, because whoever had them is gone. */
  abstract lease(limit: number): Promise<Lease>;
  /** Resolves once it is committed. Changes nothing for a send that another one leased meanwhile. */
  abstract settle(leaseId: string, settlement: Settlement): Promise<void>;
  /** Lets everything that waits at the gate be looked at now. */
  abstract releaseHeld(): Promise<void>;
  /** Lets what waits for the contact of these orders be looked at now. */
  abstract releaseOrders(orders: readonly OrderKey[]): Promise<void>;
  abstract findSaid(brandId: string, keys: readonly string[]): Promise<ReadonlyMap<string, Said>>;
  /** Newest first. */
  abstract list(brandId: string, orderNumber: string): Promise<readonly MessageView[]>;
}
