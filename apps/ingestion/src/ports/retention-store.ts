import type { Instant } from '@tidings/domain';

/** Forgets what has been kept long enough; also its injection token. */
export abstract class RetentionStore {
  /** @returns how many receipts were deleted, `limit` at most */
  abstract forgetReceipts(beforeAt: Instant, limit: number): Promise<number>;
  abstract forgetFigures(beforeAt: Instant): Promise<void>;
  /** What was written into shops for orders of before; it stays there. */
  abstract forgetLinks(beforeAt: Instant): Promise<void>;
}
