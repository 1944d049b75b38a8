import type { SnapshotStore, ToldSnapshot } from '../ports/snapshot-store.js';

export interface BrandSnapshot {
  readonly brandId: string;
  readonly snapshot: ToldSnapshot;
}

/** @throws when a snapshot says that it is of another brand than its event */
export async function recordSnapshots(store: SnapshotStore, told: readonly BrandSnapshot[]): Promise<void> {
  const newest = new Map<string, ToldSnapshot>();
  for (const { brandId, snapshot } of told) {
    if (snapshot.brandId !== brandId) {
      throw new Error(`a snapshot of brand ${snapshot.brandId} came in an event of brand ${brandId}`);
    }
    const key = `${brandId}\n${snapshot.orderId}`;
    const known = newest.get(key);
    if (known === undefined || snapshot.version > known.version) newest.set(key, snapshot);
  }
  if (newest.size > 0) await store.keepNewer([...newest.values()]);
}
