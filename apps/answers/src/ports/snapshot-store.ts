import type { OrderSnapshot } from '@tidings/domain';

export type SnapshotKey =
  { readonly orderNumber: string } | { readonly orderId: string } | { readonly token: string };

/** The newest snapshot of every order; also its injection token. */
export abstract class SnapshotStore {
  /** Keeps each that is newer than what is there, by one statement. At most one per order may be given. */
  abstract keepNewer(snapshots: readonly OrderSnapshot[]): Promise<void>;
  /** @param key an order number as `orderNumberKey` makes it */
  abstract find(brandId: string, key: SnapshotKey): Promise<OrderSnapshot | null>;
}
