import type { OrderSnapshot } from '@tidings/domain';

export type SnapshotKey =
  { readonly orderNumber: string } | { readonly orderId: string } | { readonly token: string };

/** What has to be known of a snapshot to keep it, and the whole as it came. */
export interface ToldSnapshot extends Pick<
  OrderSnapshot,
  'brandId' | 'orderId' | 'orderNumber' | 'version' | 'token' | 'asOf'
> {
  /** JSON of an `OrderSnapshot`; read when somebody asks. */
  readonly document: string;
}

/** The newest snapshot of every order; also its injection token. */
export abstract class SnapshotStore {
  /** Keeps each that is newer than what is there, by one statement. At most one per order may be given. */
  abstract keepNewer(snapshots: readonly ToldSnapshot[]): Promise<void>;
  /** @param key an order number as `orderNumberKey` makes it */
  abstract find(brandId: string, key: SnapshotKey): Promise<OrderSnapshot | null>;
}
