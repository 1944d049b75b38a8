import type { ListedTracking, TrackingStore } from '../../ports/tracking-store.js';

export interface UntrackedPage {
  readonly parcels: Omit<ListedTracking, 'brandId'>[];
  /** To go on from; null when there are no more. */
  readonly next: string | null;
}

/** The parcels of a brand that nobody follows. */
export async function listUntracked(
  store: Pick<TrackingStore, 'listUntracked'>,
  brandId: string,
  page: { readonly after: string | null; readonly limit: number },
): Promise<UntrackedPage> {
  const found = await store.listUntracked(brandId, page);
  const parcels = found.map(({ number, carrier, orderNumber, reason, since }) => ({
    number,
    carrier,
    orderNumber,
    reason,
    since,
  }));
  return { parcels, next: parcels.length < page.limit ? null : (parcels.at(-1)?.number ?? null) };
}
