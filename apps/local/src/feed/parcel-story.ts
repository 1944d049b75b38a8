import type { Tracker, TrackerRow } from './easypost-body.js';

/** An order with one parcel, and all that its carrier will have reported of it by the end. */
export interface ParcelStory {
  readonly orderNumber: string;
  readonly email: string;
  readonly trackingNumber: string;
  readonly placedAt: string;
  /** Oldest first. The k-th webhook about the parcel brings the first k. */
  readonly rows: readonly TrackerRow[];
}

/** One webhook per row: its bodies hold 1 to 11 rows, 6 on average. */
export const ROWS_PER_STORY = 11;

/** Of four parcels one is delivered during the story; the others are still on their way at its end. */
const DELIVERED_EVERY = 4;
/** So near together that a whole journey lies within the hours in which its messages are worth sending. */
const ROW_INTERVAL_MINUTES = 25;
const DAYS_BEFORE_LABEL = 1;
const MINUTE_MS = 60_000;

type Step = Omit<TrackerRow, 'at'>;

const hubs = [
  { city: 'Memphis', region: 'TN', postalCode: '38118' },
  { city: 'Indianapolis', region: 'IN', postalCode: '46241' },
  { city: 'Newark', region: 'NJ', postalCode: '07114' },
  { city: 'Oakland', region: 'CA', postalCode: '94621' },
] as const;
const origin = { city: 'Columbus', region: 'OH', postalCode: '43217' };
const destination = { city: 'Portland', region: 'ME', postalCode: '04101' };

const arrived = (place: (typeof hubs)[number]): Step => ({
  status: 'in_transit',
  statusDetail: 'arrived_at_facility',
  message: 'Arrived at FedEx hub',
  code: 'AR',
  ...place,
});
const departed = (place: (typeof hubs)[number]): Step => ({
  status: 'in_transit',
  statusDetail: 'departed_facility',
  message: 'Departed FedEx hub',
  code: 'DP',
  ...place,
});

const start: readonly Step[] = [
  {
    status: 'pre_transit',
    statusDetail: 'label_created',
    message: 'Shipment information sent to FedEx',
    code: 'OC',
  },
  {
    status: 'in_transit',
    statusDetail: 'received_at_origin_facility',
    message: 'Picked up',
    code: 'PU',
    ...origin,
  },
  ...hubs.flatMap((hub) => [arrived(hub), departed(hub)]),
];
const stillMoving: readonly Step[] = [...start, arrived(hubs[0])];
const delivered: readonly Step[] = [
  ...start.slice(0, ROWS_PER_STORY - 2),
  {
    status: 'out_for_delivery',
    statusDetail: 'out_for_delivery',
    message: 'On FedEx vehicle for delivery',
    code: 'OD',
    ...destination,
  },
  {
    status: 'delivered',
    statusDetail: 'arrived_at_destination',
    message: 'Delivered',
    code: 'DL',
    ...destination,
  },
];

/** The `index`-th story of a feed whose parcels are all under way in the hours before `endsAt`. */
export function parcelStory(index: number, endsAt: string): ParcelStory {
  const steps = isDelivered(index) ? delivered : stillMoving;
  // Some seconds apart, so that no two parcels tell the same.
  const endsAtMs = Date.parse(endsAt) - (index % 600) * 1_000;
  const at = (row: number): string =>
    new Date(endsAtMs - (ROWS_PER_STORY - row) * ROW_INTERVAL_MINUTES * MINUTE_MS)
      .toISOString()
      .replace(/\.\d+Z$/, 'Z');
  return {
    orderNumber: `A-${10_000 + index}`,
    email: `customer-${index}@shopper.example`,
    trackingNumber: String(770_000_000_000 + index),
    placedAt: new Date(Date.parse(at(0)) - DAYS_BEFORE_LABEL * 24 * 60 * MINUTE_MS).toISOString(),
    rows: steps.map((step, row) => ({ at: at(row), ...step })),
  };
}

export function isDelivered(index: number): boolean {
  return index % DELIVERED_EVERY === 0;
}

/** The parcel as the carrier tells it after `rowCount` reports. */
export function trackerOf(story: ParcelStory, rowCount: number): Tracker {
  return {
    trackingNumber: story.trackingNumber,
    carrier: 'FedEx',
    rows: story.rows.slice(0, rowCount),
  };
}
