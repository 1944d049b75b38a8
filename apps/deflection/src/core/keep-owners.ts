import { normaliseEmail, orderNumberKey } from '@tidings/domain';
import type { RecordedOrder } from '@tidings/contracts';
import type { ContactDigest } from '../ports/contact-digest.js';
import type { ContactStore, OrderOwner } from '../ports/contact-store.js';

export interface BrandOrder {
  readonly brandId: string;
  readonly recorded: RecordedOrder;
}

/** Keeps whose each order is, by digest; also its injection token. */
export class KeepOwners {
  readonly #contacts: ContactStore;
  readonly #digest: ContactDigest;

  constructor(contacts: ContactStore, digest: ContactDigest) {
    this.#contacts = contacts;
    this.#digest = digest;
  }

  async record(told: readonly BrandOrder[]): Promise<void> {
    const newest = new Map<string, OrderOwner>();
    for (const each of told) {
      const owner = this.#ownerIn(each);
      const key = `${owner.brandId}\n${owner.orderNumber}`;
      const known = newest.get(key);
      if (known === undefined || owner.updatedAt >= known.updatedAt) newest.set(key, owner);
    }
    if (newest.size > 0) await this.#contacts.keepNewer([...newest.values()]);
  }

  #ownerIn({ brandId, recorded: { order, contact } }: BrandOrder): OrderOwner {
    const email = normaliseEmail(contact?.email ?? '');
    return {
      brandId,
      orderNumber: orderNumberKey(order.number),
      digest: email === '' ? null : this.#digest.of(brandId, email),
      placedAt: order.placedAt,
      updatedAt: order.updatedAt,
    };
  }
}
