import { createHmac } from 'node:crypto';

export interface TrackerOptions {
  readonly trackingNumber?: string;
  readonly rows?: readonly { readonly status: string; readonly detail: string; readonly message: string }[];
}

const usualRows = [
  { status: 'pre_transit', detail: 'label_created', message: 'BILLING INFORMATION RECEIVED' },
  { status: 'in_transit', detail: 'departed_facility', message: 'DEPARTURE SCAN' },
];

/** A `tracker.updated` webhook of EasyPost with its whole history. */
export function easypostBody({ trackingNumber = '1Z999', rows = usualRows }: TrackerOptions = {}): string {
  return JSON.stringify({
    id: `evt_${trackingNumber}`,
    object: 'Event',
    description: 'tracker.updated',
    mode: 'production',
    result: {
      id: `trk_${trackingNumber}`,
      object: 'Tracker',
      tracking_code: trackingNumber,
      carrier: 'FedEx',
      status: rows.at(-1)?.status,
      status_detail: rows.at(-1)?.detail,
      created_at: '2026-11-20T08:00:00Z',
      updated_at: '2026-11-22T08:00:00Z',
      est_delivery_date: null,
      tracking_details: rows.map(({ status, detail, message }, index) => ({
        object: 'TrackingDetail',
        status,
        status_detail: detail,
        message,
        datetime: `2026-11-2${index}T08:51:00Z`,
        source: 'FedEx',
        tracking_location: {
          object: 'TrackingLocation',
          city: 'OAKLAND',
          state: 'CA',
          country: 'US',
          zip: '94601',
        },
      })),
    },
  });
}

export function easypostSignature(body: string, secret: string): Record<string, string> {
  return { 'x-hmac-signature': `hmac-sha256-hex=${createHmac('sha256', secret).update(body).digest('hex')}` };
}

export function orderBody(number = '1001', over: object = {}): string {
  return JSON.stringify({
    number,
    placedAt: '2026-11-20T10:00:00Z',
    updatedAt: '2026-11-20T10:00:00Z',
    lines: [{ id: 'l1', title: 'Mug', quantity: 1 }],
    contact: { email: 'jo@example.org', postalCode: '94601' },
    ...over,
  });
}

export function eventsBody(orderNumber = '1001', over: object = {}): string {
  return JSON.stringify({ orderNumber, events: [{ type: 'packed', at: '2026-11-21T10:00:00Z' }], ...over });
}
