import type { Causation, OutgoingEvent } from '@tidings/contracts';
import type { Instant } from '@tidings/domain';
import type { Outcome } from '../core/outcome.js';

export interface TicketKey {
  readonly brandId: string;
  readonly ticketId: string;
}

/** A delivery of the helpdesk, as it came. */
export interface KeptNotice {
  readonly brandId: string;
  /** Null where it is about no ticket, or cannot be read. */
  readonly ticketId: string | null;
  /** Why it cannot be read; null where it can. */
  readonly problem: string | null;
  /** The same on every attempt to deliver it. */
  readonly deliveryKey: string;
  readonly body: Uint8Array;
  readonly causation: Causation;
  readonly receivedAt: Instant;
}

/** A ticket that has to be looked at; for as long as its lease lasts nobody else does. */
export interface LeasedTicket extends TicketKey {
  readonly leaseId: string;
  readonly causation: Causation;
  readonly attempts: number;
  /** What was settled before; null where nothing was. */
  readonly settled: SettledTicket | null;
}

/** What became of a ticket. */
export interface SettledTicket {
  readonly outcome: Outcome;
  readonly because: string | null;
  readonly orderNumber: string | null;
  readonly macro: string | null;
  readonly at: Instant;
  readonly isReopened: boolean;
}

export type Settlement =
  /** Looked at again after `waitMs` of real time. */
  | {
      readonly state: 'waiting';
      readonly because: string;
      readonly waitMs: number;
      readonly attempts: number;
    }
  | ({ readonly state: 'settled'; readonly events: readonly OutgoingEvent[] } & SettledTicket);

/** The books of every ticket we heard of: one row each, whoever tells of it and however often. */
export abstract class TicketStore {
  /** Keeps the delivery and has the ticket looked at; one that was kept before changes nothing. */
  abstract keep(notice: KeptNotice): Promise<void>;
  /** Has tickets looked at whose notice got lost; those that are known are left alone. */
  abstract add(brandId: string, ticketIds: readonly string[], causation: Causation): Promise<number>;
  /** The longest due first; also those whose lease ran out, because whoever had them is gone. */
  abstract lease(limit: number): Promise<readonly LeasedTicket[]>;
  /** Begins the lease anew; false where somebody else has the ticket by now. */
  abstract renew(ticket: LeasedTicket): Promise<boolean>;
  /** The events leave with the row's new state. Changes nothing where the lease was lost meanwhile. */
  abstract settle(ticket: LeasedTicket, settlement: Settlement): Promise<void>;
  /** Lets everything that waits at the gate be looked at now. */
  abstract releaseHeld(): Promise<void>;
  /** Null: never heard of. `settled` null: not looked at yet. */
  abstract find(key: TicketKey): Promise<{ readonly settled: SettledTicket | null } | null>;
  /** Deletes what was delivered about the tickets of these orders, and which order they were about; numbers as the shop writes them. */
  abstract forgetOrders(brandId: string, orderNumbers: readonly string[]): Promise<void>;
  /** Deliveries kept longer than that are deleted; what became of their tickets stays. */
  abstract forgetBefore(at: Instant): Promise<void>;
}
