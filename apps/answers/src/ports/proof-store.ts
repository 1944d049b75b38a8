export type ProofKind = 'email' | 'postcode';

/** Something that one who asks about an order may know, without telling what it is. */
export interface OrderProof {
  readonly brandId: string;
  /** As `orderNumberKey` makes it. */
  readonly orderNumber: string;
  readonly kind: ProofKind;
  readonly digest: string;
  /** Of the order that told it. */
  readonly updatedAt: string;
}

/** What proves that one knows an order; also its injection token. */
export abstract class ProofStore {
  /** Keeps each that is newer than what is there. At most one per order number and kind may be given. */
  abstract keepNewer(proofs: readonly OrderProof[]): Promise<void>;
  /** What orders told until then proves nothing any more. */
  abstract forget(brandId: string, orderNumbers: readonly string[], at: string): Promise<void>;
  /** The digests by kind; none for an order that is not there. */
  abstract find(brandId: string, orderNumber: string): Promise<Readonly<Partial<Record<ProofKind, string>>>>;
}
