import { type Causation, privacySubjectErased, toOutgoing } from '@tidings/contracts';
import type { Clock } from '@tidings/platform';
import type { ErasureStore } from '../ports/erasure-store.js';

export interface EraseSubjectParts {
  readonly store: ErasureStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly newId: () => string;
}

export interface ErasureRequest {
  readonly brandId: string;
  readonly orderNumbers: readonly string[];
  readonly causation: Causation;
}

export interface ErasureReceipt {
  readonly erasureId: string;
  /** Deliveries that were deleted here; what others keep goes when they hear of it, within seconds. */
  readonly receipts: number;
}

/** Forgets the person behind orders, here and everywhere; also its injection token. */
export class EraseSubject {
  readonly #parts: EraseSubjectParts;

  constructor(parts: EraseSubjectParts) {
    this.#parts = parts;
  }

  async erase({ brandId, orderNumbers, causation }: ErasureRequest): Promise<ErasureReceipt> {
    const { store, clock, newId } = this.#parts;
    const erasedAt = clock.now();
    const erasureId = newId();
    const event = toOutgoing(privacySubjectErased, {
      brandId,
      occurredAt: erasedAt,
      ...causation,
      data: { erasureId, orderNumbers: [...orderNumbers], erasedAt },
    });
    return { erasureId, receipts: await store.erase({ brandId, orderNumbers, event }) };
  }
}
