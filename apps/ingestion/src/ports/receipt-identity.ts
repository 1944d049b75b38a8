import type { Instant } from '@tidings/domain';

export interface DeliveredBytes {
  readonly brandId: string;
  readonly source: string;
  readonly body: Uint8Array;
}

/** Where receipts get their identity from; also its injection token. */
export abstract class ReceiptIdentity {
  /** A UUID v7: ids sort by the instant they were made for. */
  abstract newId(at: Instant): string;
  /** 32 hex digits; the same bytes from the same source of the same brand are the same delivery. */
  abstract deliveryKey(delivered: DeliveredBytes): string;
}
