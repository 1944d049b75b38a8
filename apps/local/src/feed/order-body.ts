import type { ParcelStory } from './parcel-story.js';

/** The order of a story in our own JSON, as a shop posts it: one line, shipped with the story's number. */
export function orderBody(story: ParcelStory): string {
  const { orderNumber, placedAt, trackingNumber, email, rows } = story;
  const shippedAt = rows[0]?.at ?? placedAt;
  return JSON.stringify({
    number: orderNumber,
    placedAt,
    updatedAt: shippedAt,
    lines: [{ id: '1', title: 'A pair of walking boots', quantity: 1 }],
    shipments: [
      {
        id: `shipment-${orderNumber}`,
        carrier: 'FedEx',
        trackingNumber,
        createdAt: shippedAt,
        lines: [{ lineId: '1', quantity: 1 }],
      },
    ],
    contact: { email, name: 'A. Customer', postalCode: '04101' },
  });
}
