import type { Instant } from '@tidings/domain';

export interface OrderOwner {
  readonly brandId: string;
  /** As `orderNumberKey` makes it. */
  readonly orderNumber: string;
  /** Of the e-mail of who bought; null where the shop told none. */
  readonly digest: string | null;
  readonly placedAt: Instant;
  readonly updatedAt: Instant;
}

/** Who bought what, without telling who they are. */
export abstract class ContactStore {
  /** Keeps each that is newer than what is there. At most one per order may be given. */
  abstract keepNewer(owners: readonly OrderOwner[]): Promise<void>;
  /** The orders of those with one of these digests, newest first. */
  abstract ordersOf(brandId: string, digests: readonly string[]): Promise<readonly string[]>;
  /** Forgets whose these orders are; what an older event told of them does not come back. */
  abstract erase(brandId: string, orderNumbers: readonly string[], at: Instant): Promise<void>;
  /** Which of these numbers are orders of the brand, whoever bought them. */
  abstract known(brandId: string, orderNumbers: readonly string[]): Promise<readonly string[]>;
}
