import type { OutgoingEvent } from '@tidings/contracts';

export interface Erasure {
  readonly brandId: string;
  readonly orderNumbers: readonly string[];
  /** Tells everybody else; it leaves if and only if our own part was done. */
  readonly event: OutgoingEvent;
}

/** Forgets what was received of orders; also its injection token. */
export abstract class ErasureStore {
  /** @returns how many receipts were deleted */
  abstract erase(erasure: Erasure): Promise<number>;
}
