import type { OrderSnapshot } from '@tidings/domain';
import { buildOrderSnapshot, buildParcelSnapshot, eventTime, timelineEntry } from './build-order-snapshot.js';

const WALL = '2026-11-20T15:19:00';

/** An order on its way with one text wherever a stranger's stands in it. */
export function buildHostileOrder(text: string, over: Partial<OrderSnapshot> = {}): OrderSnapshot {
  const place = { city: text.slice(0, 200), facility: text.slice(0, 200) };
  return buildOrderSnapshot({
    orderNumber: text.slice(0, 100),
    lines: [
      { lineId: 'l1', title: text, quantity: 2, waiting: 1 },
      { lineId: 'l2', title: text, quantity: 1, waiting: 0 },
    ],
    parcels: [
      buildParcelSnapshot({
        carrier: text.slice(0, 60),
        trackingNumber: text.slice(0, 100),
        lastPlace: place,
        timeline: [timelineEntry(WALL, text, { place })],
        incident: {
          incidentId: 'i1',
          name: text.slice(0, 200),
          reason: null,
          wording: text,
          since: '2026-11-20T00:00:00.000Z',
        },
        reached: [{ milestone: 'in_transit', at: eventTime(WALL), place }],
      }),
    ],
    ...over,
  });
}
