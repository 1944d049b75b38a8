import type { OutgoingEvent } from '@tidings/contracts';
import type { Problem, Receipt, ReceiptState } from './intake-store.js';

export interface QuarantinedReceipt extends Omit<Receipt, 'deliveryKey'> {
  /** How often it was read already. */
  readonly readings: number;
  readonly problemCount: number;
}

export interface QuarantineFilter {
  readonly brandId?: string | undefined;
  readonly source?: string | undefined;
  /** Only receipts after this one; null from the first. */
  readonly after: string | null;
  readonly limit: number;
}

/** What a later reading of a receipt gave. */
export interface LaterReading {
  readonly receipt: QuarantinedReceipt;
  readonly state: ReceiptState;
  readonly problems: readonly Problem[];
  readonly events: readonly OutgoingEvent[];
}

/** Deliveries that could not be read, or not wholly; also its injection token. */
export abstract class QuarantineStore {
  /** Oldest first, one entry per receipt. */
  abstract list(filter: QuarantineFilter): Promise<readonly QuarantinedReceipt[]>;

  /**
   * Commits the receipt's new state, its remaining problems and its events together.
   * @returns false, and does nothing, when someone else read it again meanwhile
   */
  abstract settle(reading: LaterReading): Promise<boolean>;
}
