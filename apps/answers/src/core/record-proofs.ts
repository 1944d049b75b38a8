import { normaliseEmail, normalisePostcode, orderNumberKey } from '@tidings/domain';
import type { ErasedSubject, RecordedOrder } from '@tidings/contracts';
import type { ProofDigest } from '../ports/proof-digest.js';
import type { OrderProof, ProofKind, ProofStore } from '../ports/proof-store.js';

export interface BrandOrder {
  readonly brandId: string;
  readonly recorded: RecordedOrder;
}

/** Keeps of an order's contact what is needed to recognise it, and nothing that could be read. */
export class RecordProofs {
  readonly #store: ProofStore;
  readonly #digest: ProofDigest;

  constructor(store: ProofStore, digest: ProofDigest) {
    this.#store = store;
    this.#digest = digest;
  }

  async record(orders: readonly BrandOrder[]): Promise<void> {
    const newest = new Map<string, OrderProof>();
    for (const proof of orders.flatMap((order) => this.#proofsOf(order))) {
      const key = `${proof.brandId}\n${proof.orderNumber}\n${proof.kind}`;
      const known = newest.get(key);
      if (known === undefined || known.updatedAt <= proof.updatedAt) newest.set(key, proof);
    }
    if (newest.size > 0) await this.#store.keepNewer([...newest.values()]);
  }

  async forget({
    brandId,
    orderNumbers,
    erasedAt,
  }: { readonly brandId: string } & ErasedSubject): Promise<void> {
    await this.#store.forget(brandId, orderNumbers.map(orderNumberKey), erasedAt);
  }

  /** What an order leaves out proves nothing, and takes nothing back that an older one told. */
  #proofsOf({ brandId, recorded: { order, contact } }: BrandOrder): OrderProof[] {
    const postcode = contact?.postalCode ?? order.destination?.postalCode;
    const told: readonly (readonly [ProofKind, string])[] = [
      ['email', normaliseEmail(contact?.email ?? '')],
      ['postcode', normalisePostcode(postcode ?? '')],
    ];
    return told.flatMap(([kind, normalised]) => {
      if (normalised === '') return [];
      const digest = this.#digest.of(kind, brandId, normalised);
      return [
        { brandId, orderNumber: orderNumberKey(order.number), kind, digest, updatedAt: order.updatedAt },
      ];
    });
  }
}
