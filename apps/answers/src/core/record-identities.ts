import type { RecordedOrder } from '@tidings/contracts';
import type { IdentityStore, OrderIdentity } from '../ports/identity-store.js';
import type { ProofDigest } from '../ports/proof-digest.js';
import { normaliseEmail, normalisePostcode, orderNumberKey } from './normalise.js';

export interface BrandOrder {
  readonly brandId: string;
  readonly recorded: RecordedOrder;
}

/** Keeps of an order's contact what is needed to recognise it, and nothing that could be read. */
export class RecordIdentities {
  readonly #store: IdentityStore;
  readonly #digest: ProofDigest;

  constructor(store: IdentityStore, digest: ProofDigest) {
    this.#store = store;
    this.#digest = digest;
  }

  async record(orders: readonly BrandOrder[]): Promise<void> {
    const newest = new Map<string, OrderIdentity>();
    for (const order of orders) {
      const identity = this.#identify(order);
      const key = `${identity.brandId}\n${identity.orderNumber}`;
      newest.set(key, merge(newest.get(key), identity));
    }
    if (newest.size > 0) await this.#store.keepNewer([...newest.values()]);
  }

  #identify({ brandId, recorded: { order, contact } }: BrandOrder): OrderIdentity {
    const postcode = contact?.postalCode ?? order.destination?.postalCode;
    return {
      brandId,
      orderNumber: orderNumberKey(order.number),
      emailDigest: this.#digestOf('email', brandId, contact?.email && normaliseEmail(contact.email)),
      postcodeDigest: this.#digestOf('postcode', brandId, postcode && normalisePostcode(postcode)),
      updatedAt: order.updatedAt,
    };
  }

  #digestOf(kind: 'email' | 'postcode', brandId: string, normalised: string | undefined): string | null {
    return normalised ? this.#digest.of(kind, brandId, normalised) : null;
  }
}

/** The newer one, filled up with what only the older one tells. */
function merge(known: OrderIdentity | undefined, told: OrderIdentity): OrderIdentity {
  if (known === undefined) return told;
  const [older, newer] = known.updatedAt <= told.updatedAt ? [known, told] : [told, known];
  return {
    ...newer,
    emailDigest: newer.emailDigest ?? older.emailDigest,
    postcodeDigest: newer.postcodeDigest ?? older.postcodeDigest,
  };
}
