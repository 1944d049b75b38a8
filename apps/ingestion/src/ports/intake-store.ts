import type { OutgoingEvent } from '@tidings/contracts';
import type { PlannedTask } from '../core/shops/shop-task.js';

/** What became of a delivery. Only what can be mended by a fix of ours is also in quarantine. */
export type ReceiptState =
  /** Everything in it was read. */
  | 'recorded'
  /** Read, but for the rows or codes that its problems name. */
  | 'partly_read'
  /** Nothing in it could be read. */
  | 'unreadable'
  /** The source says that it knows nothing of the parcel yet. */
  | 'not_found'
  /** About something else than a parcel or an order. */
  | 'control'
  /** Tells that an order changed and not how: the shop's API knows. */
  | 'incomplete';

/** A delivery as it came in; the bytes are what was signed. */
export interface Receipt {
  /** UUID v7 of the time of receipt. */
  readonly id: string;
  readonly brandId: string;
  /** The brand's id of the source. */
  readonly source: string;
  readonly receivedAt: string;
  /** 32 hex digits over brand, source and what makes this delivery the same as another. */
  readonly deliveryKey: string;
  /** What it is about, where a header said it; needed to read the body again. */
  readonly topic: string | null;
  readonly body: Uint8Array;
  readonly state: ReceiptState;
  readonly isHistory: boolean;
}

/** Something in a delivery that could not be read. */
export interface Problem {
  readonly kind: 'unmapped_code' | 'unreadable';
  /** Path of the field at fault, or the unknown code; null where there is none to name. */
  readonly field: string | null;
  readonly message: string;
}

/** All that one delivery leaves behind, decided before anything is written. */
export interface Intake {
  readonly receipt: Receipt;
  readonly problems: readonly Problem[];
  readonly events: readonly OutgoingEvent[];
  /** What is to be asked of the shop's API, committed with the rest. */
  readonly tasks: readonly PlannedTask[];
}

export interface Kept {
  /** Of the receipt that stands for this delivery: its own, or that of the first one with the same key. */
  readonly receiptId: string;
  readonly isDuplicate: boolean;
}

/** Keeps deliveries durably; also its injection token. */
export abstract class IntakeStore {
  /**
   * Resolves when the receipt, its problems and its events are committed together. A delivery that was kept before
   * leaves nothing behind.
   * @throws an error whose `transient` cause is the way to the store; nothing was kept, or it was and is known when it comes again
   */
  abstract keep(intake: Intake): Promise<Kept>;
}
