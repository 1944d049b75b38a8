import type { Causation, OutgoingEvent, TicketRequest } from '@tidings/contracts';

/** The engine asked for a ticket to be corrected. */
export interface RequestedCorrection {
  readonly brandId: string;
  readonly request: TicketRequest;
  readonly causation: Causation;
}

/** For as long as its lease lasts nobody else works on it. */
export interface LeasedCorrection extends RequestedCorrection {
  readonly leaseId: string;
  readonly attempts: number;
}

/** What became of it, as the engine hears it. */
export interface CorrectionDone {
  readonly state: 'sent' | 'dropped' | 'undeliverable';
  readonly because: string | null;
}

export type CorrectionSettlement =
  /** Looked at again after `waitMs` of real time. */
  | {
      readonly state: 'waiting';
      readonly because: string;
      readonly waitMs: number;
      readonly attempts: number;
    }
  | (CorrectionDone & { readonly events: readonly OutgoingEvent[] });

/** The books of every correction that was asked for: one row for each of the engine's keys. */
export abstract class CorrectionStore {
  /** One that was kept before changes nothing. */
  abstract keep(corrections: readonly RequestedCorrection[]): Promise<void>;
  /** The longest due first; also those whose lease ran out, because whoever had them is gone. */
  abstract lease(limit: number): Promise<readonly LeasedCorrection[]>;
  /** Begins the lease anew; false where somebody else has it by now. */
  abstract renew(correction: LeasedCorrection): Promise<boolean>;
  /** The events leave with the row's new state. Changes nothing where the lease was lost meanwhile. */
  abstract settle(correction: LeasedCorrection, settlement: CorrectionSettlement): Promise<void>;
  /** Lets everything that waits at the gate be looked at now. */
  abstract releaseHeld(): Promise<void>;
  /** Deletes what is to be corrected about these orders; numbers as the shop writes them. */
  abstract forgetOrders(brandId: string, orderNumbers: readonly string[]): Promise<void>;
}
