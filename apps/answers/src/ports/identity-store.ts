/** Who may ask about an order, without telling who that is. */
export interface OrderIdentity {
  readonly brandId: string;
  /** As `orderNumberKey` makes it. */
  readonly orderNumber: string;
  readonly emailDigest: string | null;
  readonly postcodeDigest: string | null;
  /** Of the order that told it. */
  readonly updatedAt: string;
}

/** What proves that one knows an order; also its injection token. */
export abstract class IdentityStore {
  /** Keeps the newer ones; what a newer one leaves out stays. At most one per order number may be given. */
  abstract keepNewer(identities: readonly OrderIdentity[]): Promise<void>;
  abstract find(brandId: string, orderNumber: string): Promise<OrderIdentity | null>;
}
