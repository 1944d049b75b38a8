import type { ParcelStory } from '../../feed/parcel-story.js';
import type { TestBrand } from '../../harness/write-brands.js';

type TourReport = 'began' | 'never_was';

const REPORTS: Readonly<
  Record<TourReport, readonly { readonly minutesAgo: number; readonly event: object }[]>
> = {
  began: [
    { minutesAgo: 3, event: { type: 'picked_up' } },
    { minutesAgo: 2, event: { type: 'out_for_delivery' } },
  ],
  never_was: [{ minutesAgo: 0, event: { type: 'correction', retracts: 'out_for_delivery' } }],
};

/** The carrier says that a parcel is on the van, or that it never was. @param url of ingestion. @throws when it is refused */
export async function reportTour(
  url: string,
  { brand, story }: { readonly brand: TestBrand; readonly story: ParcelStory },
  report: TourReport,
): Promise<void> {
  const { orderNumber, trackingNumber } = story;
  const events = REPORTS[report].map(({ minutesAgo, event }) => ({
    ...event,
    at: new Date(Date.now() - minutesAgo * 60_000).toISOString(),
  }));
  const answer = await fetch(new URL('/v1/events', url), {
    method: 'POST',
    headers: { authorization: `Bearer ${brand.apiKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ orderNumber, parcel: { carrier: 'FedEx', trackingNumber }, events }),
  });
  if (!answer.ok)
    throw new Error(`a tour of ${orderNumber} was answered ${answer.status}: ${await answer.text()}`);
}
